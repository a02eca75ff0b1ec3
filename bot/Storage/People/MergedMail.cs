using Assistant.Records;
using Assistant.Records.Broadcasts;
using Assistant.Records.Groups;
using Assistant.Storage.Messages;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.People;

/// <summary>
/// Messages whose key names their reader: a merge gives them the key of the one who stays, so that what becomes of them is still found. What both would get, one human gets
/// once: whatever has left stands, and the other is let go; and so does whatever may still arrive, where the other certainly did not.
/// </summary>
internal static class MergedMail
{
    /// <summary>To be done before anything else of the two is changed.</summary>
    public static void Carry(Unit my, PersonId from, PersonId to)
    {
        foreach (var pair in Broadcasts(my, from, to).Concat(Reminders(my, from, to)))
            if (pair.Theirs is null)
                Rename(my, from, pair.Key, pair.NewKey);
            else if (HasLeft(my, pair.Theirs) || !HasLeft(my, pair.Key) && !(HasFailed(my, pair.Theirs, pair.TheirState) && pair.Waits && !HasFailed(my, pair.Key, pair.State)))
                LetGo(my, pair.Key);
            else
            {
                LetGo(my, pair.Theirs);
                pair.Forget(my, to);
                Rename(my, from, pair.Key, pair.NewKey);
            }
    }

    /// <summary>Of <see cref="DeliveryState"/> and <see cref="ReminderState"/> alike, as stored.</summary>
    private const int Queued = 2, Failed = 4;

    /// <param name="State">As it was planned for the one who goes; <paramref name="TheirState"/> for the one who stays.</param>
    /// <param name="Waits">It may still arrive.</param>
    /// <param name="Theirs">Key of the same message for the one who stays; <see langword="null"/>: they do not get it.</param>
    /// <param name="Forget">Removes what is planned for the one who stays, so that the other takes its place.</param>
    private sealed record Pair(string Key, string NewKey, int State, bool Waits, string? Theirs, int? TheirState, Action<Unit, PersonId> Forget);

    private static List<Pair> Broadcasts(Unit my, PersonId from, PersonId to)
    {
        List<Pair> pairs = [];
        using var read = my.Sql("""
            SELECT mine.broadcast, mine.attempt, other.attempt, mine.state, other.state FROM broadcast_delivery AS mine
            LEFT JOIN broadcast_delivery AS other ON other.broadcast = mine.broadcast AND other.person = @to WHERE mine.person = @from
            """).Bind("@from", from.Value).Bind("@to", to.Value);
        while (read.Step())
        {
            var (id, attempt, theirs) = (new BroadcastId(read.Guid(0)), read.Int(1), read.IntOrNull(2));
            string Key(PersonId person, int n) => new BroadcastDelivery(id, person, default, default, Reason: null, n).Key;
            var isOpen = (DeliveryState)read.Int(3) is DeliveryState.Planned or DeliveryState.Deferred or DeliveryState.Queued or DeliveryState.Held;
            pairs.Add(new(Key(from, attempt), Key(to, attempt), read.Int(3), isOpen, theirs is { } other ? Key(to, other) : null, read.IntOrNull(4), (unit, person) =>
            {
                using var delete = unit.Sql("DELETE FROM broadcast_delivery WHERE broadcast = @broadcast AND person = @person");
                delete.Bind("@broadcast", id.Value).Bind("@person", person.Value).Run();
            }));
        }
        return pairs;
    }

    private static List<Pair> Reminders(Unit my, PersonId from, PersonId to)
    {
        List<Pair> pairs = [];
        using var read = my.Sql("""
            SELECT mine.session, mine.starts, mine.before, mine.state, other.state FROM session_reminder AS mine LEFT JOIN session_reminder AS other
                ON other.session = mine.session AND other.starts = mine.starts AND other.before = mine.before AND other.person = @to WHERE mine.person = @from
            """).Bind("@from", from.Value).Bind("@to", to.Value);
        while (read.Step())
        {
            var (session, starts, before, theirs) = (new SessionId(read.Guid(0)), read.Instant(1), read.Long(2), read.IntOrNull(4));
            string Key(PersonId person) => new SessionReminder(session, starts, Duration.FromMilliseconds(before), person, default, default, Reason: null).Key;
            pairs.Add(new(Key(from), Key(to), read.Int(3), (ReminderState)read.Int(3) is ReminderState.Planned or ReminderState.Deferred or ReminderState.Queued, theirs is null ? null : Key(to), theirs, (unit, person) =>
            {
                using var delete = unit.Sql("DELETE FROM session_reminder WHERE session = @session AND starts = @starts AND before = @before AND person = @person");
                delete.Bind("@session", session.Value).Bind("@starts", starts).Bind("@before", before).Bind("@person", person.Value).Run();
            }));
        }
        return pairs;
    }

    /// <summary>It arrived, or may have.</summary>
    private static bool HasLeft(Unit my, string key)
    {
        using var read = my.Sql("SELECT 1 FROM outbox WHERE dedupe = @dedupe AND (state IN (2, 4) OR (state = 1 AND begun IS NOT 0) OR parts IS NOT NULL)");
        return read.Bind("@dedupe", MessageKey.Of(my.Pseudonyms, key)).Step();
    }

    /// <summary>It certainly did not arrive, and is not tried again.</summary>
    /// <param name="state">As planned; the outbox may know more by now.</param>
    private static bool HasFailed(Unit my, string key, int? state)
    {
        if (state != Queued) return state == Failed;
        using var read = my.Sql("SELECT 1 FROM outbox WHERE dedupe = @dedupe AND state = 3");
        return read.Bind("@dedupe", MessageKey.Of(my.Pseudonyms, key)).Step();
    }

    private static void LetGo(Unit my, string key)
    {
        using (var stop = my.Sql("DELETE FROM outbox WHERE dedupe = @dedupe AND (state IN (0, 3, 5) OR (state = 1 AND begun = 0)) AND parts IS NULL"))
            stop.Bind("@dedupe", MessageKey.Of(my.Pseudonyms, key)).Run();
        using var drop = my.Sql("DELETE FROM held WHERE dedupe = @dedupe");
        drop.Bind("@dedupe", MessageKey.Of(my.Pseudonyms, key)).Run();
    }

    private static void Rename(Unit my, PersonId owner, string key, string newKey)
    {
        var (was, becomes) = (MessageKey.Of(my.Pseudonyms, key), MessageKey.Of(my.Pseudonyms, newKey));
        using (var outbox = my.Sql("UPDATE OR IGNORE outbox SET dedupe = @new WHERE dedupe = @old"))
            outbox.Bind("@new", becomes).Bind("@old", was).Run();
        // What waits carries its key with it, sealed.
        (long Number, string Body)? held = null;
        using (var read = my.Sql("SELECT seq, body FROM held WHERE dedupe = @old").Bind("@old", was))
            if (read.Step() && my.Sealer.OpenPair(Field.Held, read.Long(0), owner.Value, read.Bytes(1)) is var (_, body))
                held = (read.Long(0), body);
        if (held is not { } kept) return;
        using var update = my.Sql("UPDATE OR IGNORE held SET dedupe = @new, body = @body WHERE seq = @seq");
        update.Bind("@new", becomes).Bind("@body", my.Sealer.Seal(Field.Held, kept.Number, owner.Value, newKey, kept.Body)).Bind("@seq", kept.Number).Run();
    }
}
