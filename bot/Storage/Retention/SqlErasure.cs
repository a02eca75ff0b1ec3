using Assistant.Records;
using Assistant.Records.Retention;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Retention;

/// <inheritdoc cref="IErasure"/>
internal sealed class SqlErasure : IErasure
{
    public void Erase(IUnit unit, PersonId person, PersonId? by)
    {
        var my = Unit.Of(unit);
        if (!Bury(my, person.Value)) return;
        my.Audit(Actions.PersonErase, person.ToString(), by);
    }

    public bool IsErased(IUnit unit, Guid owner)
    {
        using var read = Unit.Of(unit).Sql("SELECT 1 FROM tombstone WHERE owner = @owner UNION ALL SELECT 1 FROM merged WHERE duplicate = @owner").Bind("@owner", owner);
        return read.Step();
    }

    /// <summary>Removes rows and key; what a tombstone demands of a restored backup as well.</summary>
    /// <returns>False when this owner is buried here already.</returns>
    internal static bool Bury(Unit my, Guid owner)
    {
        using (var mark = my.Sql("INSERT INTO tombstone (owner, at) VALUES (@owner, @now) ON CONFLICT (owner) DO NOTHING"))
            if (mark.Bind("@owner", owner).Bind("@now", my.Now).Run() == 0) return false;
        my.Erase(owner);
        foreach (var same in Merged(my, owner)) Bury(my, same);
        // In no order but that of time: an index would cost every turn a page. They are the last month's.
        Delete(my, "DELETE FROM keyboard WHERE person = @owner OR conversation IN (SELECT id FROM conversation WHERE person = @owner)", owner);
        Delete(my, "DELETE FROM inbox WHERE conversation IN (SELECT id FROM conversation WHERE person = @owner)", owner);
        Delete(my, "DELETE FROM outbox WHERE conversation IN (SELECT id FROM conversation WHERE person = @owner)", owner);
        // What went to others but was sealed for this person (a coordinator's card about a request).
        Delete(my, "UPDATE inbox SET body = NULL, answer = NULL WHERE owner = @owner AND others = 1", owner);
        // A reminder whose call has not begun does not begin any more.
        using (var stop = my.Sql("UPDATE outbox SET state = 3, settled = @now WHERE owner = @owner AND others = 1 AND (state = 0 OR (state = 1 AND begun = 0))"))
            stop.Bind("@now", my.Now).Bind("@owner", owner).Run();
        Delete(my, "UPDATE outbox SET body = NULL, reason = 'erased' WHERE owner = @owner AND others = 1", owner);
        Delete(my, "DELETE FROM request WHERE parent = @owner", owner);
        People.SqlProfiles.MakeRoom(my, owner);
        Delete(my, "DELETE FROM held WHERE owner = @owner OR conversation IN (SELECT id FROM conversation WHERE person = @owner)", owner);
        Delete(my, "DELETE FROM veil WHERE conversation IN (SELECT id FROM conversation WHERE person = @owner)", owner);
        Delete(my, "DELETE FROM link_code WHERE person = @owner", owner);
        Delete(my, "DELETE FROM absence WHERE person = @owner", owner);
        Delete(my, "DELETE FROM safe_contact WHERE person = @owner", owner);
        Delete(my, "DELETE FROM relay_line WHERE relay IN (SELECT id FROM relay WHERE person = @owner)", owner);
        Delete(my, "DELETE FROM relay_step WHERE relay IN (SELECT id FROM relay WHERE person = @owner)", owner);
        Delete(my, "DELETE FROM relay WHERE person = @owner", owner);
        Delete(my, "DELETE FROM duty_shift WHERE person = @owner", owner);
        Delete(my, "DELETE FROM duty_exception WHERE away = @owner", owner);
        Delete(my, "DELETE FROM learning WHERE worker = @owner", owner);
        Delete(my, "DELETE FROM visit_draft WHERE worker = @owner", owner);
        Delete(my, "DELETE FROM family_person WHERE person = @owner", owner);
        Delete(my, "DELETE FROM family_join WHERE person = @owner", owner);
        Delete(my, "DELETE FROM check_in WHERE person = @owner", owner);
        Delete(my, "DELETE FROM caseworker WHERE person = @owner", owner);
        Nameless(my, owner);
        Delete(my, "DELETE FROM session_reminder WHERE person = @owner", owner);
        Delete(my, "DELETE FROM broadcast_delivery WHERE person = @owner OR broadcast = @owner", owner);
        Delete(my, "DELETE FROM broadcast WHERE id = @owner", owner);
        Delete(my, "DELETE FROM session_rated WHERE person = @owner", owner);
        Delete(my, "DELETE FROM opinion_given WHERE person = @owner", owner);
        Delete(my, "DELETE FROM presence WHERE person = @owner", owner);
        Delete(my, "DELETE FROM cohort_member WHERE person = @owner", owner);
        Clear(my, owner);
        Delete(my, "DELETE FROM conversation WHERE person = @owner", owner);
        // Neither a list of staff nor a file that is imported again brings a worker back. Only keyed hashes stay.
        using (var bar = my.Sql("""
            INSERT INTO barred (channel, address, at) SELECT channel, address, @now FROM identity
            WHERE person = @owner AND EXISTS (SELECT 1 FROM role_grant WHERE role_grant.person = @owner AND role <> @parent) ON CONFLICT (channel, address) DO NOTHING
            """)) bar.Bind("@now", my.Now).Bind("@owner", owner).Bind("@parent", (int)Records.People.Role.Parent).Run();
        Delete(my, "DELETE FROM identity WHERE person = @owner", owner);
        Delete(my, "DELETE FROM role_grant WHERE person = @owner", owner);
        Delete(my, "DELETE FROM code_try WHERE person = @owner", owner);
        Delete(my, "DELETE FROM person WHERE id = @owner", owner);
        return true;
    }

    /// <summary>Families that were this one, entered twice: an older backup still holds them under keys of their own.</summary>
    private static List<Guid> Merged(Unit my, Guid owner)
    {
        List<Guid> same = [];
        using (var read = my.Sql("SELECT duplicate FROM merged WHERE kept = @owner").Bind("@owner", owner))
            while (read.Step()) same.Add(read.Guid(0));
        Delete(my, "DELETE FROM merged WHERE kept = @owner", owner);
        return same;
    }

    /// <summary>
    /// The registration sheets of a group belong to its contract: that somebody was there stays, under a number that leads to nobody. Why they left, what they said and how
    /// they rated themselves goes.
    /// </summary>
    private static void Nameless(Unit my, Guid owner)
    {
        List<Guid> cohorts = [];
        using (var read = my.Sql("SELECT DISTINCT cohort FROM presence JOIN cohort_session ON cohort_session.id = session WHERE person = @owner AND attendance IS NOT NULL").Bind("@owner", owner))
            while (read.Step()) cohorts.Add(read.Guid(0));
        foreach (var cohort in cohorts)
        {
            var nobody = my.Ids.Next();
            Move(my, "UPDATE presence SET person = @nobody, rsvp = NULL, body = NULL WHERE person = @owner AND attendance IS NOT NULL AND session IN (SELECT id FROM cohort_session WHERE cohort = @cohort)", owner, nobody, cohort);
            Move(my, "UPDATE cohort_member SET person = @nobody, state = 4, body = x'' WHERE person = @owner AND cohort = @cohort", owner, nobody, cohort);
        }
    }

    private static void Move(Unit my, string sql, Guid owner, Guid nobody, Guid cohort)
    {
        using var move = my.Sql(sql);
        move.Bind("@owner", owner).Bind("@nobody", nobody).Bind("@cohort", cohort).Run();
    }

    /// <summary>All records of a family, without its key; nothing when the owner is a person.</summary>
    internal static void Clear(Unit my, Guid owner)
    {
        Delete(my, "DELETE FROM check_in WHERE encounter IN (SELECT id FROM encounter WHERE family = @owner)", owner);
        Delete(my, "DELETE FROM summary_voice WHERE family = @owner", owner);
        Delete(my, "DELETE FROM summary WHERE family = @owner", owner);
        Delete(my, "DELETE FROM overview WHERE family = @owner", owner);
        Delete(my, "DELETE FROM referral_link WHERE family = @owner", owner);
        Delete(my, "DELETE FROM family_join WHERE family = @owner", owner);
        Delete(my, "DELETE FROM invitation WHERE family = @owner AND used IS NULL", owner);
        Delete(my, "DELETE FROM notebook_item WHERE family = @owner", owner);
        Delete(my, "DELETE FROM visit_act WHERE encounter IN (SELECT id FROM encounter WHERE family = @owner)", owner);
        Delete(my, "DELETE FROM encounter WHERE family = @owner", owner);
        Delete(my, "DELETE FROM case_document WHERE family = @owner", owner);
        Delete(my, "DELETE FROM goal WHERE family = @owner", owner);
        Delete(my, "DELETE FROM contract_rate WHERE contract IN (SELECT id FROM contract WHERE family = @owner)", owner);
        Delete(my, "DELETE FROM contract WHERE family = @owner", owner);
        Delete(my, "DELETE FROM service_case WHERE family = @owner", owner);
        Delete(my, "DELETE FROM assignment WHERE family = @owner", owner);
        Delete(my, "DELETE FROM family_person WHERE family = @owner", owner);
        Delete(my, "DELETE FROM family WHERE id = @owner", owner);
    }

    private static void Delete(Unit my, string sql, Guid owner)
    {
        using var statement = my.Sql(sql);
        statement.Bind("@owner", owner).Run();
    }
}
