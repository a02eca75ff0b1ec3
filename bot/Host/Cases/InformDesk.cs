using Assistant.Dialogs.Cases;
using Assistant.Host.Duty;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Access;
using NodaTime;

namespace Assistant.Host.Cases;

/// <summary>
/// Passes a worry on to the municipality's worker. Caseworkers are not tied to families here yet, so a coordinator hands it over; what leaves is what was shown.
/// Ground: LasteKS § 27, everybody tells of a child in need, without consent.
/// </summary>
public sealed class InformDesk(CaseMemory cases, CaseGate gate, CaseFactsLoader facts, OnDuty onDuty, Teller teller)
{
    private const string telegram = "telegram";

    /// <summary>The worker pressed "send" under the preview.</summary>
    public DeskStep Send(IUnit unit, string id, Chat me, long number, Instant now)
    {
        if (!Guid.TryParse(id, out var guid) || cases.Visits.Find(unit, new(guid)) is not { } act || gate.Open(unit, me.Person, act.Encounter.Family, Matter.Act, Doing.Read) is not { } family)
            return new(u => cases.Audit.Append(u, new("act.deny", guid == Guid.Empty ? "-" : id, me.Person.Id)), [], null, null) { Said = [CaseNotices.Said("acts.gone")] };
        var fact = facts.Fact(unit, family, canWrite: false);
        var text = InformDoor.Text(VisitMapping.Filed(act), fact);
        var entered = onDuty.Entered(unit, now);
        var people = entered.IsEmpty ? onDuty.Present(unit) : entered;
        // The words go where all may be said. Who is only where little may be said is asked to look, and the worker knows that it did not go out.
        var full = onDuty.FullChats(unit, people, telegram);
        IEnumerable<Rendered> told = full.IsEmpty
            ? onDuty.Chats(unit, people).SelectMany(to => teller.Tell(CaseNotices.PassOnElsewhere(), to, $"inform:{number}", now))
            : full.SelectMany(to => teller.Tell(CaseNotices.PassOn(text, fact.Caseworker), to, $"inform:{number}", now));
        return new(u => cases.Audit.Append(u, new(full.IsEmpty ? "act.inform-failed" : "act.inform", id, me.Person.Id)), [.. told], null, null)
        {
            Said = [CaseNotices.Said(full.IsEmpty ? "inform.not-passed" : "inform.passed-on")],
        };
    }
}
