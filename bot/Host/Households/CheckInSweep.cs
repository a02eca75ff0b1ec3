using Assistant.Dialogs.Households;
using Assistant.Host.Scheduling;
using Assistant.Host.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.People;
using Assistant.Host.Turns;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using NodaTime;
using Quartz;

namespace Assistant.Host.Households;

/// <summary>The day after a meeting, whoever agreed to it is asked how it was: once, in the kind hours of the day, and never against their own quiet times.</summary>
public sealed class CheckInSweep(Memory memory, CaseMemory cases, CaseGate gate, CaseNumbers numbers, Courtesy courtesy, Teller teller, Delivery delivery, Settings settings, IIds ids, IClock clock)
{
    /// <summary>Safe to run at any time and twice.</summary>
    /// <returns>How many were asked.</returns>
    public async ValueTask<int> Run(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var hour = now.InZone(settings.Organisation.TimeZone).Hour;
        if (hour < numbers.CheckInFrom || hour >= numbers.CheckInUntil) return 0;
        return await delivery.Tell(unit =>
        {
            List<Rendered> messages = [];
            foreach (var (encounter, person) in cases.Households.ToCheckIn(unit, gate.Today(unit).PlusDays(-1)))
            {
                // Who cannot be reached now, or wants no words now, may be an hour later; who took consent back is not asked.
                if (memory.ConsentingChat(unit, person) is not { Conversation.Silence: null } chat || !courtesy.IsOpen(unit, chat)) continue;
                var id = ids.Next();
                cases.Households.Asked(unit, new(id, encounter, person, now, null));
                messages.AddRange(teller.Tell([HouseholdNotices.HowWasIt(id.ToString("D"))], chat, $"check-in:{id:D}", now));
            }
            return messages;
        }, cancellationToken);
    }
}

/// <summary>Each hour; the sweep itself knows whether it is time.</summary>
[DisallowConcurrentExecution]
public sealed class CheckInJob(CheckInSweep sweep) : HourlyJob
{
    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("check-in");

    /// <inheritdoc/>
    protected override Task Run(CancellationToken cancellationToken) => sweep.Run(cancellationToken).AsTask();
}
