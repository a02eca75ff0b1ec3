using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Duty;
using Assistant.Host.Scheduling;
using Assistant.Host.Turns;
using Assistant.Knowledge.Cases;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.People;
using NodaTime;
using Quartz;

namespace Assistant.Host.Cases;

/// <summary>
/// Once a day, in office hours, workers hear of acts that are missing, until the act is in, and of marks that a contract's clock has passed, once each. In the first days
/// of a month coordinators hear that statements wait. What was said is known by the key of its message, so nothing is said twice. Whoever is away hears nothing.
/// </summary>
public sealed class WorkReminder(
    Memory memory, CaseMemory cases, CaseGate gate, CaseFactsLoader facts, WeekReader week, LearningReader learning, OpenCases open, CaseNumbers numbers, IStaff staff, OnDuty onDuty, OfficeHours hours, Settings settings, Teller teller, Delivery delivery,
    IClock clock)
{
    private const string telegram = "telegram";

    /// <summary>More than so many acts are told in one message.</summary>
    private const int mostTold = 3;

    /// <summary>Safe to run at any time and twice.</summary>
    /// <returns>How many messages there were to send.</returns>
    public async ValueTask<int> Run(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        if (!hours.Include(now)) return 0;
        var told = await memory.Store.Read(unit => Due(unit, now).ToList(), cancellationToken);
        return told.Count == 0 ? 0 : await delivery.Tell(_ => told, cancellationToken);
    }

    private IEnumerable<Rendered> Due(IUnit unit, Instant now)
    {
        var today = gate.Today(unit);
        var away = staff.AwayOn(unit, today).Select(absence => absence.Person).ToHashSet();
        foreach (var worker in facts.Workers(unit).Select(one => new PersonId(Guid.Parse(one.Id))).Where(one => !away.Contains(one)))
        {
            // A worker without a family, or without a chat, has nothing to hear.
            if (memory.LastOf(unit, worker) is not { } chat || cases.Families.AssignmentsOf(unit, worker, today, 0) is not { IsEmpty: false } mine) continue;
            var work = mine.Where(one => one.ReachOn(today, 0) == CaseReach.Write).Select(one => cases.Families.Find(unit, one.Family)).OfType<Family>().Where(family => family.Closed is null).DistinctBy(family => family.Id)
                .SelectMany(family => open.WorkedOn(unit, family.Id, chat.Person).Select(of => (Family: family, Case: of))).ToList();
            foreach (var message in Acts(unit, chat, work, today, now).Concat(Clocks(unit, chat, work, today, now)).Concat(Qualification(unit, chat, today, now))) yield return message;
        }
        foreach (var message in Statements(unit, today, now)) yield return message;
    }

    private IEnumerable<Rendered> Acts(IUnit unit, Chat to, List<(Family Family, ServiceCase Case)> work, LocalDate today, Instant now)
    {
        var missing = work.Select(one => (one.Family, one.Case, Day: week.Missing(unit, one.Case.Id))).Where(one => one.Day is not null).ToList();
        // Whoever heard of all of them this morning and has written some since is not told of the others one by one.
        if (memory.Outbox.StateOf(unit, Teller.Key(Key("acts-missing", to.Person.Id, today), to.Conversation.Id)) is not null) return [];
        return missing.Count > mostTold ? teller.Tell([CaseNotices.ActsAreMissing(missing.Count)], to, Key("acts-missing", to.Person.Id, today), now)
            : missing.SelectMany(one => teller.Tell([CaseNotices.ActIsMissing(facts.Fact(unit, one.Family, canWrite: true), IsLittle(to), one.Day!.Value)], to, Key("act-missing", one.Case.Id, today), now));
    }

    private IEnumerable<Rendered> Clocks(IUnit unit, Chat to, List<(Family Family, ServiceCase Case)> work, LocalDate today, Instant now)
    {
        foreach (var (family, of) in work)
            foreach (var contract in cases.Contracts.Of(unit, family.Id).Where(one => one.Case == of.Id && one.IsInForce(today)))
                foreach (var (kind, mark, item) in Passed(unit, contract, facts.Fact(unit, family, canWrite: true), today))
                    foreach (var message in teller.Tell([CaseNotices.Week(item, IsLittle(to), today.AtMidnight())], to, $"{kind}:{contract.Id}:{mark}:{contract.AgreedMinutes}", now)) yield return message;
    }

    /// <summary>Marks that were passed within the last days: messages' keys are not kept for ever.</summary>
    private IEnumerable<(string Kind, int Mark, WeekItem Item)> Passed(IUnit unit, Contract contract, FamilyFact family, LocalDate today)
    {
        var clock = week.Clock(unit, contract, today);
        if (clock.DayMark is { } day && clock.Day - day < numbers.WeekDays) yield return ("contract-day", day, new("contract-day", family, clock.Day, contract.Ends.AtMidnight()));
        // By when the act came in: many are written days after the visit.
        var since = unit.Now - Duration.FromDays(numbers.WeekDays);
        var recent = cases.Visits.OfContract(unit, contract.Id, contract.Starts, today).Where(visit => visit.Filed > since).Sum(visit => visit.DirectMinutes);
        var before = ContractClock.Of(contract, clock.UsedMinutes - recent, today, [], numbers.ClockPercents.AsSpan());
        if (clock.HoursMark is { } percent && before.HoursMark != percent) yield return ("contract-hours", percent, new("contract-hours", family, clock.HoursPercent, null));
    }

    /// <summary>A certificate ends soon, and has ended: once each, in the days after.</summary>
    private IEnumerable<Rendered> Qualification(IUnit unit, Chat to, LocalDate today, Instant now)
    {
        if (learning.Ending(unit, to.Person.Id) is not { } last) return [];
        var isOver = last < today;
        // Messages' keys are not kept for ever.
        if (Period.DaysBetween(isOver ? last : last.PlusDays(-numbers.QualificationDays), today) > numbers.WeekDays) return [];
        var item = new WeekItem(isOver ? "qualification-over" : "qualification", null, 0, last.AtMidnight());
        return teller.Tell([CaseNotices.Week(item, IsLittle(to), today.AtMidnight())], to, $"{item.Kind}:{to.Person.Id}:{last:uuuu-MM-dd}", now);
    }

    /// <summary>From the first day of a month to the day by which statements are handed in.</summary>
    private IEnumerable<Rendered> Statements(IUnit unit, LocalDate today, Instant now)
    {
        var month = today.ToYearMonth().PlusMonths(-1);
        if (today.Day > numbers.StatementDueDay || cases.Contracts.Municipalities(unit, month.ToDateInterval().Start, month.ToDateInterval().End) is not { IsEmpty: false } payers) return [];
        var due = new LocalDate(today.Year, today.Month, numbers.StatementDueDay);
        return onDuty.Chats(unit, onDuty.Present(unit)).SelectMany(to => teller.Tell([CaseNotices.StatementsWait(month, payers.Length, due, now.InZone(settings.Organisation.TimeZone).LocalDateTime)], to, $"statements:{month:uuuu-MM}", now));
    }

    private static string Key(string what, object about, LocalDate day) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}:{about}:{day:uuuu-MM-dd}");

    private static bool IsLittle(Chat chat) => chat.Conversation.Channel == telegram;
}

/// <summary>Each hour; the reminder itself knows whether it is time.</summary>
[DisallowConcurrentExecution]
public sealed class WorkReminderJob(WorkReminder reminder) : HourlyJob
{
    /// <summary>Its one durable job.</summary>
    public static JobKey Key { get; } = new("work-reminder");

    /// <inheritdoc/>
    protected override Task Run(CancellationToken cancellationToken) => reminder.Run(cancellationToken).AsTask();
}
