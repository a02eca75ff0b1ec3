using Assistant.Dialogs.Cases;
using Assistant.Host.Scheduling;
using Assistant.Host.Composition;
using Assistant.Host.Turns;
using Assistant.Knowledge.Cases;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using NodaTime;
using Quartz;

namespace Assistant.Host.Cases;

/// <summary>Once a day, in office hours, workers hear of notes that are no acts yet. They are never removed.</summary>
public sealed class DraftReminder(Memory memory, CaseMemory cases, CaseGate gate, CaseNumbers numbers, OfficeHours hours, Teller teller, Delivery delivery, IClock clock)
{
    /// <summary>Safe to run at any time and twice.</summary>
    /// <returns>How many workers were reminded.</returns>
    public async ValueTask<int> Run(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (!hours.Include(now)) return 0;
        return await delivery.Tell(unit =>
        {
            var today = gate.Today(unit);
            List<Rendered> messages = [];
            foreach (var worker in cases.Visits.ToRemind(unit, today, now - Duration.FromHours(numbers.DraftRemindHours)))
            {
                cases.Visits.Reminded(unit, worker, today);
                if (memory.LastOf(unit, worker) is { } chat && chat.Person.Roles.Any(role => role != Role.Parent))
                    messages.AddRange(teller.Tell([CaseNotices.DraftsWait(cases.Visits.DraftsOf(unit, worker).Length)], chat, $"drafts:{today:uuuu-MM-dd}", now));
            }
            return messages;
        }, cancellationToken);
    }
}

/// <summary>Each hour; the reminder itself knows whether it is time.</summary>
[DisallowConcurrentExecution]
public sealed class DraftReminderJob(DraftReminder reminder) : HourlyJob
{
    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("draft-reminder");

    /// <inheritdoc/>
    protected override Task Run(CancellationToken cancellationToken) => reminder.Run(cancellationToken).AsTask();
}
