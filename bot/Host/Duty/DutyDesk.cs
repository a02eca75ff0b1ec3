using Assistant.Dialogs.Duty;
using Assistant.Host.Composition;
using Assistant.Host.Relay;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Duty;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Duty;

/// <summary>Changes of the roster. Who is affected is told.</summary>
public sealed class DutyDesk(Memory memory, OnDuty onDuty, RelayDesk relays, Teller teller, IIds ids, DutyWatch watch)
{
    /// <summary>One change of a turn.</summary>
    /// <param name="number">The message's number in the inbox.</param>
    /// <exception cref="ConflictException">The colleague is no coordinator any more.</exception>
    public ValueTask<DeskStep> Do(DutyAct act, Chat chat, long number, Instant now) => memory.Store.Read(unit =>
    {
        if (!chat.Person.Roles.Contains(Role.Coordinator)) throw new ConflictException("Not a coordinator any more.");
        return act switch
        {
            DutyAct.Add add => Add(add, chat.Person.Id),
            DutyAct.Remove remove => Saved(u => memory.Duty.Remove(u, Guid.Parse(remove.Id), chat.Person.Id)),
            DutyAct.Away away => Away(unit, away, chat, number, now),
            _ => throw new InvalidOperationException($"No rule for {act.GetType().Name}: add a case."),
        };
    }, CancellationToken.None);

    private DeskStep Add(DutyAct.Add add, PersonId me)
    {
        var shifts = add.Days.Select(day => new DutyShift(ids.Next(), me, add.IsFirst ? DutyRank.First : DutyRank.Second, day, add.From, add.To)).ToList();
        return Saved(unit =>
        {
            foreach (var shift in shifts)
                memory.Duty.Add(unit, shift, me);
        });
    }

    /// <summary>Somebody is away on a day: whoever stands in is told; today, their talks go to others at once.</summary>
    private DeskStep Away(IUnit unit, DutyAct.Away away, Chat chat, long number, Instant now)
    {
        var me = chat.Person.Id;
        PersonId? instead = Guid.TryParse(away.Instead, out var guid) ? new(guid) : null;
        if (instead is { } colleague && !onDuty.All(unit).Contains(colleague)) throw new ConflictException("The colleague is no coordinator any more.");
        var exception = new DutyException(away.Date, me, instead);
        var isToday = away.Date == onDuty.Local(now).Date;
        var standsIn = instead ?? (isToday ? onDuty.Entered(unit, now).Where(person => person != me).Select(person => (PersonId?)person).FirstOrDefault() : null);
        List<DeskStep> released = isToday && instead is null ? [.. relays.ReleaseAll(unit, me, now)] : [];
        var told = standsIn is { } who ? onDuty.Chats(unit, [who]).SelectMany(to => teller.Tell(DutyNotices.StandsIn(away.Date, chat.Person.Name, onDuty.Local(now)), to, $"duty:{number}", now)) : [];
        return new(u =>
        {
            memory.Duty.Change(u, exception, me);
            foreach (var step in released)
                step.Save(u);
        }, [.. told, .. released.SelectMany(step => step.Notices)], watch.Look, Deadline: null);
    }

    private DeskStep Saved(Action<IUnit> save) => new(save, [], watch.Look, Deadline: null);
}
