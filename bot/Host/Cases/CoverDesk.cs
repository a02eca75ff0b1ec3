using Assistant.Dialogs.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>A colleague stands in for a worker who is ill or on leave: with each of their families, until the day of the return.</summary>
public sealed class CoverDesk(Memory memory, CaseMemory cases, CaseGate gate, CaseFactsLoader facts, CaseReader reader, IStaff staff, Teller teller, IIds ids)
{
    /// <summary>A coordinator says who stands in. Families that the colleague works with already stay as they are.</summary>
    internal DeskStep Do(IUnit unit, CaseAct.Cover cover, Chat me, long number, Instant now)
    {
        var (today, all) = (gate.Today(unit), facts.Workers(unit));
        if (!me.Person.Roles.Contains(Role.Coordinator) || cover.Worker == cover.By || all.FirstOrDefault(one => one.Id == cover.Worker) is not { } away || all.All(one => one.Id != cover.By)) return Refused(me);
        var (worker, standIn) = (new PersonId(Guid.Parse(cover.Worker)), new PersonId(Guid.Parse(cover.By)));
        if ((cover.Until ?? staff.AwayOn(unit, today).FirstOrDefault(absence => absence.Person == worker)?.Until) is not { } until || until <= today) return Step(static _ => { }, CaseNotices.Said("cover.no-day"));
        var families = reader.Uncovered(unit, worker, today).Where(family => !cases.Families.WorkersOf(unit, family).Any(one => one.Worker == standIn && !one.IsOver(today))).ToList();
        if (families.Count == 0) return Step(static _ => { }, CaseNotices.Said("cover.nothing"));
        var given = families.Select(family => new Assignment(ids.Next(), family, standIn, AssignmentKind.Substitute, today, until, cover.HasMet ? today : null)).ToList();
        var local = today.AtMidnight();
        return new(u =>
        {
            foreach (var one in given) cases.Families.Assign(u, one, me.Person.Id);
        }, memory.LastOf(unit, standIn) is { } chat ? [.. teller.Tell([CaseNotices.Covers(away.Name, families.Count, until, local)], chat, $"cover:{number}", now)] : [], null, null)
        {
            Said = [CaseNotices.Covered(families.Count, until, local)],
        };
    }

    private DeskStep Refused(Chat me) => Step(u => cases.Audit.Append(u, new("family.deny", "-", me.Person.Id)), CaseNotices.Said("acts.gone"));

    private static DeskStep Step(Action<IUnit> save, Dialogs.Engine.Effect.Say said) => new(save, [], null, null) { Said = [said] };
}
