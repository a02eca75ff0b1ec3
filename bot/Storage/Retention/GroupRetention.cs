using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Retention;

/// <summary>Removes closed groups that are long over, whole: sheets, answers, copies of materials, and the group's key, so that no backup says them any more.</summary>
internal static class GroupRetention
{
    private static readonly string[] ofSessions = ["session_material", "session_usefulness", "session_rated", "session_reminder", "reminder_round", "presence"];

    private static readonly string[] ofGroups = ["opinion", "opinion_given", "cohort_session", "cohort_member"];

    /// <param name="age">From the end of the last session, or from the opening where there is none.</param>
    /// <returns>How many groups went.</returns>
    public static int Apply(Unit my, Duration age, int batch)
    {
        List<Guid> old = [];
        using (var read = my.Sql("""
            SELECT id FROM cohort WHERE since <= @before AND NOT EXISTS (SELECT 1 FROM cohort_session WHERE cohort_session.cohort = cohort.id AND cohort_session.ends > @before) ORDER BY since LIMIT @batch
            """).Bind("@before", my.Now - age).Bind("@batch", batch))
            while (read.Step()) old.Add(read.Guid(0));
        foreach (var group in old)
        {
            foreach (var table in ofSessions)
                Run(my, $"DELETE FROM {table} WHERE session IN (SELECT id FROM cohort_session WHERE cohort = @group)", group);
            foreach (var table in ofGroups)
                Run(my, $"DELETE FROM {table} WHERE cohort = @group", group);
            Run(my, "DELETE FROM cohort WHERE id = @group", group);
            SqlErasure.Bury(my, group);
        }
        return old.Count;
    }

    private static void Run(Unit my, string sql, Guid group)
    {
        using var statement = my.Sql(sql);
        statement.Bind("@group", group).Run();
    }
}
