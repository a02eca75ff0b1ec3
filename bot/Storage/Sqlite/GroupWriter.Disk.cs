namespace Assistant.Storage.Sqlite;

// The disk: when it refuses, when it takes writes again, when there is nothing to do, and the end.
partial class GroupWriter
{
    /// <summary>The batch is lost: undo what is in memory, and refuse until the disk takes a write again.</summary>
    private void Refuse(Exception e)
    {
        var failure = e as SqliteFailure;
        refusal = new($"nothing can be saved: {failure?.Cause ?? e.Message}", e);
        mustReopen |= failure?.SpoilsConnection ?? true;
        Undo();
    }

    private void Undo()
    {
        keys.Drop(made);
        Forget();
        sequence.Return();
        try
        {
            if (database.InTransaction) database.Script("ROLLBACK");
        }
        catch (SqliteFailure)
        {
            mustReopen = true;
        }
        database.Absolve();
    }

    private void Recover()
    {
        try
        {
            // The first write goes through the old connection if it can: it overwrites what a failed commit may have left at the end of the log.
            Probe();
        }
        catch (SqliteFailure) when (mustReopen)
        {
            Reopen();
            Probe();
        }
        chain.Load(database);
        sequence = new(database);
        mustReopen = false;
        refusal = null;
    }

    private void Probe()
    {
        database.Run("BEGIN IMMEDIATE");
        database.Run("UPDATE counter SET value = value + 1 WHERE name = 'probe'");
        database.Run("COMMIT");
    }

    private void Reopen()
    {
        var fresh = Database.OpenWriter(options.DatabaseFile);
        database.Dispose();
        database = fresh;
        sequence = new(database);
    }

    private void Idle(TimeSpan idle)
    {
        chain.Anchor(options.Clock.GetCurrentInstant());
        if (mustCheckpoint || (hasLog && idle >= IdleBeforeCheckpoint))
        {
            var isDone = database.Checkpoint();
            hasLog = !isDone;
            mustCheckpoint &= !isDone;
        }
    }

    private void Close()
    {
        try
        {
            chain.Close(options.Clock.GetCurrentInstant());
            database.Script("PRAGMA optimize;");
            database.Checkpoint();
        }
        catch (Exception)
        {
            // Nothing is owed to anybody any more: what was acknowledged is in the log, and the next start reads it.
        }
        database.Dispose();
    }
}
