namespace Assistant.Storage.Sqlite;

/// <summary>The one order over inbox and outbox, kept in memory by the writer and in the database once a batch. A failed unit leaves a gap.</summary>
internal sealed class SequenceCounter(Database database)
{
    private long saved = Load(database);
    private long current = Load(database);

    public long Next() => ++current;

    /// <summary>Writes the last number given out, inside the writer's transaction.</summary>
    public void Save()
    {
        if (current == saved) return;
        using var update = database.Sql("UPDATE counter SET value = @value WHERE name = 'sequence'");
        update.Bind("@value", current).Run();
    }

    public void Committed() => saved = current;

    /// <summary>The batch was lost: its numbers are given again.</summary>
    public void Return() => current = saved;

    private static long Load(Database database) => database.Number("SELECT value FROM counter WHERE name = 'sequence'");
}
