using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Duty;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Access;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>
/// Tells the municipality's worker of a worry: in their own chat, or, where nobody of the municipality writes here, by a coordinator who hands it over.
/// What leaves is what was shown. Ground: LasteKS § 27, everybody tells of a child in need, without consent.
/// </summary>
public sealed class InformDesk(CaseMemory cases, Memory memory, CaseGate gate, CaseFactsLoader facts, OnDuty onDuty, Teller teller)
{
    private const string telegram = "telegram";

    /// <summary>The worker pressed "send" under the preview.</summary>
    public DeskStep Send(IUnit unit, string id, Chat me, long number, Instant now)
    {
        if (!Guid.TryParse(id, out var guid) || cases.Visits.Find(unit, new(guid)) is not { } act || gate.Open(unit, me.Person, act.Encounter.Family, Matter.Act, Doing.Read) is not { } family)
            return Refused(id, me);
        var fact = facts.Fact(unit, family, canWrite: false);
        var text = InformDoor.Text(VisitMapping.Filed(act), fact);
        var municipal = Municipal(unit, family.Municipality, family.Content.Caseworker);
        if (!municipal.IsEmpty)
            return Told("act.inform", "inform.sent", id, me, municipal.SelectMany(to => teller.Tell(CaseNotices.Worry(id, text), to, $"inform:{number}", now)));
        var entered = onDuty.Entered(unit, now);
        var people = entered.IsEmpty ? onDuty.Present(unit) : entered;
        // The words go where all may be said. Who is only where little may be said is asked to look, and the worker knows that it did not go out.
        var full = onDuty.FullChats(unit, people, telegram);
        return full.IsEmpty
            ? Told("act.inform-failed", "inform.not-passed", id, me, onDuty.Chats(unit, people).SelectMany(to => teller.Tell(CaseNotices.PassOnElsewhere(), to, $"inform:{number}", now)))
            : Told("act.inform", "inform.passed-on", id, me, full.SelectMany(to => teller.Tell(CaseNotices.PassOn(text, fact.Caseworker), to, $"inform:{number}", now)));
    }

    /// <summary>Somebody of the municipality has read it: the worker who told of it knows.</summary>
    public DeskStep Seen(IUnit unit, string id, Chat me, long number, Instant now)
    {
        if (!Guid.TryParse(id, out var guid) || cases.Visits.Find(unit, new(guid)) is not { } act || cases.Families.Find(unit, act.Encounter.Family) is not { } family
            || gate.MunicipalityOf(unit, me.Person) != family.Municipality)
            return Refused(id, me);
        var told = memory.LastOf(unit, act.Encounter.Worker) is { } worker ? teller.Tell([CaseNotices.WorrySeen(act.Encounter.Number, me.Person.Name)], worker, $"informed:{id}:{me.Person.Id}", now) : [];
        return Told("act.inform-seen", "inform.seen-thanks", id, me, told);
    }

    /// <returns>Who would be told of a worry, in one line; <see langword="null"/>: nobody of the municipality can be.</returns>
    internal string? Names(IUnit unit, string municipality, string? caseworker) => Municipal(unit, municipality, caseworker) is [_, ..] chats
        ? string.Join(", ", chats.Select(chat => chat.Person.Name ?? Records.People.PersonReference.Of(chat.Person.Id)).Distinct()) : null;

    /// <summary>The family's own caseworker where that is known, or else all of the municipality; only in chats where all may be said.</summary>
    private ImmutableArray<Chat> Municipal(IUnit unit, string municipality, string? caseworker)
    {
        var all = onDuty.FullChats(unit, cases.Municipalities.CaseworkersOf(unit, municipality), telegram);
        var own = all.Where(chat => caseworker is not null && string.Equals(chat.Person.Name, caseworker, StringComparison.OrdinalIgnoreCase)).ToImmutableArray();
        return own.IsEmpty ? all : own;
    }

    private DeskStep Told(string audited, string said, string id, Chat me, IEnumerable<Rendered> told) =>
        new(u => cases.Audit.Append(u, new(audited, id, me.Person.Id)), [.. told], null, null) { Said = [CaseNotices.Said(said)] };

    private DeskStep Refused(string id, Chat me) =>
        new(u => cases.Audit.Append(u, new("act.deny", Guid.TryParse(id, out _) ? id : "-", me.Person.Id)), [], null, null) { Said = [CaseNotices.Said("acts.gone")] };
}
