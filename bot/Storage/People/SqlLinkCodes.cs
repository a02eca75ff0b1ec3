using Assistant.Records;
using Assistant.Records.People;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.People;

/// <inheritdoc cref="ILinkCodes"/>
internal sealed class SqlLinkCodes : ILinkCodes
{
    private const string Code = "link-code";

    public void Issue(IUnit unit, PersonId person, string code)
    {
        var my = Unit.Of(unit);
        using (var delete = my.Sql("DELETE FROM link_code WHERE person = @person OR expires <= @now")) delete.Bind("@person", person.Value).Bind("@now", my.Now).Run();
        using var insert = my.Sql("INSERT INTO link_code (code, person, expires) VALUES (@code, @person, @expires)");
        insert.Bind("@code", my.Pseudonyms.Of(Code, code)).Bind("@person", person.Value).Bind("@expires", my.Now + ILinkCodes.Validity).Run();
        my.Audit(Actions.LinkIssue, person.ToString(), person);
    }

    public PersonId? Look(IUnit unit, string code)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT person FROM link_code WHERE code = @code AND used IS NULL AND expires > @now");
        return read.Bind("@code", my.Pseudonyms.Of(Code, code)).Bind("@now", my.Now).Step() ? new(read.Guid(0)) : null;
    }

    public void Spend(IUnit unit, string code)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE link_code SET used = @now WHERE code = @code AND used IS NULL AND expires > @now");
        if (update.Bind("@now", my.Now).Bind("@code", my.Pseudonyms.Of(Code, code)).Run() == 0) throw new ConflictException("this code cannot be used");
    }
}
