using Assistant.Records;
using Assistant.Records.Retention;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Retention;

/// <inheritdoc cref="IRetention"/>
internal sealed class SqlRetention(IErasure erasure) : IRetention
{
    private static readonly Duration SpentInvitation = Duration.FromDays(30);
    private static readonly Duration CodeTry = Duration.FromHours(1);

    public IReadOnlyDictionary<string, int> Apply(IUnit unit, RetentionPolicy policy, int batch)
    {
        var my = Unit.Of(unit);
        Dictionary<string, int> removed = new(StringComparer.Ordinal)
        {
            ["inbox-text"] = Run(my, policy.InboxBody, batch, """
                UPDATE inbox SET body = NULL WHERE seq IN
                    (SELECT seq FROM inbox WHERE body IS NOT NULL AND received <= @before AND handled IS NOT NULL ORDER BY received LIMIT @batch)
                """),
            ["inbox-answer"] = Run(my, policy.InboxBody, batch, """
                UPDATE inbox SET answer = NULL WHERE seq IN (SELECT seq FROM inbox WHERE answer IS NOT NULL AND received <= @before ORDER BY received LIMIT @batch)
                """),
            ["outbox-text"] = Run(my, policy.OutboxBody, batch, """
                UPDATE outbox SET body = NULL WHERE seq IN
                    (SELECT seq FROM outbox WHERE body IS NOT NULL AND settled IS NOT NULL AND settled <= @before ORDER BY settled LIMIT @batch)
                """),
            ["inbox"] = Run(my, policy.Deduplication, batch, """
                DELETE FROM inbox WHERE seq IN (SELECT seq FROM inbox WHERE seq < @younger AND received <= @before AND handled IS NOT NULL ORDER BY seq LIMIT @batch)
                """, "SELECT coalesce(max(seq), 0) FROM inbox", "SELECT received FROM inbox WHERE seq >= @seq ORDER BY seq LIMIT 1"),
            ["outbox"] = Run(my, policy.Deduplication, batch, """
                DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox WHERE seq < @younger AND settled <= @before ORDER BY seq LIMIT @batch)
                """, "SELECT coalesce(max(seq), 0) FROM outbox", "SELECT created FROM outbox WHERE seq >= @seq ORDER BY seq LIMIT 1"),
            ["keyboard"] = Run(my, Duration.Zero, batch, """
                DELETE FROM keyboard WHERE rowid IN (SELECT rowid FROM keyboard WHERE rowid < @younger AND expires <= @before ORDER BY rowid LIMIT @batch)
                """, "SELECT coalesce(max(rowid), 0) FROM keyboard", "SELECT expires FROM keyboard WHERE rowid >= @seq ORDER BY rowid LIMIT 1"),
            ["code-try"] = Run(my, CodeTry, batch, "DELETE FROM code_try WHERE rowid IN (SELECT rowid FROM code_try WHERE at <= @before ORDER BY at LIMIT @batch)"),
            ["invitation"] = Run(my, SpentInvitation, batch, """
                DELETE FROM invitation WHERE id IN (SELECT id FROM invitation WHERE expires <= @before LIMIT @batch)
                """),
            ["request"] = Run(my, policy.ClosedRequest, batch, """
                DELETE FROM request WHERE id IN (SELECT id FROM request WHERE closed IS NOT NULL AND closed <= @before
                    AND NOT EXISTS (SELECT 1 FROM meeting WHERE meeting.request = request.id AND meeting.ends > @before) ORDER BY closed LIMIT @batch)
                """),
            ["relay-line"] = Run(my, policy.RelayTalk, batch, """
                DELETE FROM relay_line WHERE seq IN (SELECT seq FROM relay_line WHERE relay IN (SELECT id FROM relay WHERE ended IS NOT NULL AND ended <= @before) LIMIT @batch)
                """),
            ["relay"] = Run(my, policy.ClosedRequest, batch, """
                DELETE FROM relay WHERE id IN (SELECT id FROM relay WHERE ended IS NOT NULL AND ended <= @before
                    AND NOT EXISTS (SELECT 1 FROM relay_line WHERE relay_line.relay = relay.id) ORDER BY ended LIMIT @batch)
                """),
            ["relay-step"] = Run(my, policy.ClosedRequest, batch, """
                DELETE FROM relay_step WHERE rowid IN (SELECT rowid FROM relay_step WHERE at <= @before AND relay NOT IN (SELECT id FROM relay) LIMIT @batch)
                """),
            ["broadcast-delivery"] = Run(my, policy.ClosedRequest, batch, """
                DELETE FROM broadcast_delivery WHERE rowid IN (SELECT rowid FROM broadcast_delivery WHERE broadcast IN (SELECT id FROM broadcast WHERE since <= @before) LIMIT @batch)
                """),
            ["broadcast"] = Broadcasts(my, policy.ClosedRequest, batch),
            ["group"] = GroupRetention.Apply(my, policy.FinishedGroup, batch),
            ["safety-alert"] = Run(my, policy.SafetyEvent, batch, "DELETE FROM safety_alert WHERE rowid IN (SELECT rowid FROM safety_alert WHERE at <= @before LIMIT @batch)"),
            ["safety-event"] = Run(my, policy.SafetyEvent, batch, """
                DELETE FROM safety_event WHERE id IN (SELECT id FROM safety_event WHERE acknowledged IS NOT NULL AND acknowledged <= @before LIMIT @batch)
                """),
            ["consent"] = Run(my, policy.ConsentRecord, batch, """
                DELETE FROM consent WHERE rowid IN (SELECT rowid FROM consent WHERE coalesce(withdrawn, given) <= @before
                    AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = consent.person AND person.consent IS NOT NULL) LIMIT @batch)
                """),
            ["receipt"] = Run(my, policy.ConsentRecord, batch, "DELETE FROM receipt WHERE number IN (SELECT number FROM receipt WHERE at <= @before ORDER BY at LIMIT @batch)"),
            ["link-code"] = Run(my, Duration.Zero, batch, "DELETE FROM link_code WHERE code IN (SELECT code FROM link_code WHERE expires <= @before LIMIT @batch)"),
            ["unconsented"] = Silent(unit, my, policy.UnconsentedTalk, batch, """
                SELECT id FROM person WHERE consent IS NULL AND since <= @before
                AND NOT EXISTS (SELECT 1 FROM conversation WHERE conversation.person = person.id AND conversation.used > @before)
                AND NOT EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person = person.id)
                AND NOT EXISTS (SELECT 1 FROM request WHERE request.parent = person.id AND request.closed IS NULL)
                AND NOT EXISTS (SELECT 1 FROM relay WHERE relay.person = person.id AND relay.ended IS NULL)
                AND NOT EXISTS (SELECT 1 FROM consent WHERE consent.person = person.id AND consent.withdrawn > @before)
                -- Brought with a group's sheets, which its contract keeps; they never wrote here, so nobody could ask them.
                AND NOT (EXISTS (SELECT 1 FROM cohort_member WHERE cohort_member.person = person.id) AND NOT EXISTS (SELECT 1 FROM consent WHERE consent.person = person.id))
                ORDER BY since LIMIT @batch
                """),
            ["idle"] = Silent(unit, my, policy.IdlePerson, batch, """
                SELECT id FROM person WHERE consent IS NOT NULL AND since <= @before
                AND NOT EXISTS (SELECT 1 FROM conversation WHERE conversation.person = person.id AND conversation.used > @before)
                AND NOT EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person = person.id)
                AND NOT EXISTS (SELECT 1 FROM request WHERE request.parent = person.id AND request.closed IS NULL)
                AND NOT EXISTS (SELECT 1 FROM relay WHERE relay.person = person.id AND relay.ended IS NULL)
                ORDER BY since LIMIT @batch
                """),
        };
        return removed;
    }

    /// <summary>Erases whoever never consented, took consent back or has not been here for long, and has been silent since; staff and people with an open request stay.</summary>
    private int Silent(IUnit unit, Unit my, Duration age, int batch, string sql)
    {
        List<PersonId> people = [];
        using (var read = my.Sql(sql))
        {
            read.Bind("@before", my.Now - age).Bind("@batch", batch);
            while (read.Step()) people.Add(new(read.Guid(0)));
        }
        foreach (var person in people) erasure.Erase(unit, person, null);
        return people.Count;
    }

    /// <summary>Removes messages to many together with their keys: what a backup still has of them cannot be read then.</summary>
    private static int Broadcasts(Unit my, Duration age, int batch)
    {
        List<Guid> old = [];
        using (var read = my.Sql("""
            SELECT id FROM broadcast WHERE since <= @before AND NOT EXISTS (SELECT 1 FROM broadcast_delivery WHERE broadcast_delivery.broadcast = broadcast.id) ORDER BY since LIMIT @batch
            """).Bind("@before", my.Now - age).Bind("@batch", batch))
            while (read.Step()) old.Add(read.Guid(0));
        foreach (var id in old) SqlErasure.Bury(my, id);
        return old.Count;
    }

    /// <summary>Numbers grow with time: the first that is too young is found by halving, and nothing behind it is looked at.</summary>
    /// <param name="last">Gives the highest number.</param>
    /// <param name="at">Gives the time of the first row from a number on.</param>
    private static int Run(Unit my, Duration age, int batch, string sql, string last, string at)
    {
        var before = my.Now - age;
        long younger = 1, high;
        using (var read = my.Sql(last)) high = read.Step() ? read.Long(0) + 1 : 1;
        while (younger < high)
        {
            var middle = younger + (high - younger) / 2;
            using var read = my.Sql(at).Bind("@seq", middle);
            if (!read.Step() || read.Instant(0) > before) high = middle;
            else younger = middle + 1;
        }
        using var statement = my.Sql(sql);
        return statement.Bind("@before", before).Bind("@younger", younger).Bind("@batch", batch).Run();
    }

    private static int Run(Unit my, Duration age, int batch, string sql)
    {
        using var statement = my.Sql(sql);
        return statement.Bind("@before", my.Now - age).Bind("@batch", batch).Run();
    }
}
