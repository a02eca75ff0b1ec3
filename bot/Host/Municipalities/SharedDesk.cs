using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using NodaTime;

namespace Assistant.Host.Municipalities;

/// <summary>What a municipality's worker and the family do, by the policy.</summary>
public sealed class SharedDesk(InformDesk inform)
{
    /// <returns><see langword="null"/>: another desk's.</returns>
    public DeskStep? Do(IUnit unit, CaseAct act, Chat me, long number, Instant now) => act switch
    {
        CaseAct.WorrySeen seen => inform.Seen(unit, seen.Act, me, number, now),
        _ => null,
    };
}
