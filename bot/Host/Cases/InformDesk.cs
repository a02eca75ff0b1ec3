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
        var chats = onDuty.Chats(unit, entered.IsEmpty ? onDuty.Present(unit) : [entered[0]]);
        return new(
            u => cases.Audit.Append(u, new("act.inform", id, me.Person.Id)),
            [.. chats.SelectMany(to => teller.Tell(to.Conversation.Channel == telegram ? CaseNotices.PassOnElsewhere() : CaseNotices.PassOn(text, fact.Caseworker), to, $"inform:{number}", now))],
            null, null) { Said = [CaseNotices.Said("inform.passed-on")] };
    }
}
