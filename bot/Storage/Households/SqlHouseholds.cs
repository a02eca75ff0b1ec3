using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Households;
using Assistant.Records.Visits;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Households;

/// <inheritdoc cref="IHouseholds"/>
internal sealed class SqlHouseholds : IHouseholds
{
    public void Ask(IUnit unit, JoinRequest request)
    {
        var my = Unit.Of(unit);
        using (var delete = my.Sql("DELETE FROM family_join WHERE person = @person")) delete.Bind("@person", request.Person.Value).Run();
        using var insert = my.Sql("INSERT INTO family_join (id, family, person, asked, checks_in) VALUES (@id, @family, @person, @now, @checks)");
        insert.Bind("@id", request.Id).Bind("@family", request.Family.Value).Bind("@person", request.Person.Value).Bind("@now", my.Now).Bind("@checks", request.ChecksIn ? 1 : 0).Run();
        my.Audit(Actions.JoinAsk, request.Family.ToString(), request.Person);
    }

    public JoinRequest? Find(IUnit unit, Guid request)
    {
        using var read = Unit.Of(unit).Sql("SELECT family, person, checks_in FROM family_join WHERE id = @id").Bind("@id", request);
        return read.Step() ? new(request, new(read.Guid(0)), new(read.Guid(1)), read.Int(2) != 0) : null;
    }

    public void Settle(IUnit unit, JoinRequest request, bool isYes, PersonId by)
    {
        var my = Unit.Of(unit);
        using var delete = my.Sql("DELETE FROM family_join WHERE id = @id");
        if (delete.Bind("@id", request.Id).Run() == 0) throw new ConflictException("this was settled meanwhile");
        if (!isYes) my.Audit(Actions.JoinRefuse, request.Family.ToString(), by);
    }

    public void SetCheckIn(IUnit unit, FamilyId family, PersonId person, bool agrees)
    {
        using var update = Unit.Of(unit).Sql("UPDATE family_person SET checks_in = @checks WHERE family = @family AND person = @person");
        update.Bind("@checks", agrees ? 1 : 0).Bind("@family", family.Value).Bind("@person", person.Value).Run();
    }

    public ImmutableArray<(EncounterId Encounter, PersonId Person)> ToCheckIn(IUnit unit, LocalDate day)
    {
        using var read = Unit.Of(unit).Sql("""
            SELECT encounter.id, family_person.person FROM encounter JOIN family_person ON family_person.family = encounter.family
            WHERE encounter.day = @day AND outcome = @held AND checks_in = 1
                AND NOT EXISTS (SELECT 1 FROM check_in WHERE check_in.encounter = encounter.id AND check_in.person = family_person.person)
            ORDER BY filed, encounter.id, added, person
            """);
        read.Bind("@day", day).Bind("@held", (int)EncounterOutcome.Held);
        return read.All<(EncounterId, PersonId)>(row => (new(row.Guid(0)), new(row.Guid(1))));
    }

    public void Asked(IUnit unit, CheckIn checkIn)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql("INSERT INTO check_in (id, encounter, person, asked) VALUES (@id, @encounter, @person, @now)");
        insert.Bind("@id", checkIn.Id).Bind("@encounter", checkIn.Encounter.Value).Bind("@person", checkIn.Person.Value).Bind("@now", my.Now).Run();
        my.Audit(Actions.CheckInAsk, checkIn.Id.ToString("D"), null);
    }

    public CheckIn? CheckIn(IUnit unit, Guid id)
    {
        using var read = Unit.Of(unit).Sql("SELECT encounter, person, asked, answered FROM check_in WHERE id = @id").Bind("@id", id);
        return read.Step() ? new(id, new(read.Guid(0)), new(read.Guid(1)), read.Instant(2), read.InstantOrNull(3)) : null;
    }

    public void Answer(IUnit unit, CheckIn checkIn)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE check_in SET answered = @now WHERE id = @id");
        update.Bind("@now", my.Now).Bind("@id", checkIn.Id).Run();
        my.Audit(Actions.CheckInAnswer, checkIn.Id.ToString("D"), checkIn.Person);
    }
}
