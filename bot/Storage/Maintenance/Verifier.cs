using System.Collections.Immutable;
using Assistant.Storage.Encryption;
using Assistant.Storage.Security;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Maintenance;

/// <summary>One sealed column as it is checked.</summary>
/// <param name="Sql">Key, owner and content of its rows.</param>
/// <param name="Row">The key as it is bound into the seal.</param>
internal sealed record SealedColumn(string Field, string Sql, Func<Statement, RowId> Row);

/// <summary>Checks both files, the audit chain against its anchor, and that every sealed content opens. Reads one committed state; others go on writing.</summary>
internal sealed class Verifier(Database database, KeyRing keys, KeyEncryptionKey kek, string anchorFile)
{
    /// <summary>A damaged file can have any number of findings; these are enough to know.</summary>
    private const int MostFindings = 50;

    /// <summary>Every sealed column: key, owner and content of its rows. A test holds the list to all that is sealed.</summary>
    internal static ImmutableArray<SealedColumn> Looked { get; } =
    [
        new(Field.Person, "SELECT id, id, body FROM person WHERE body IS NOT NULL", static read => read.Guid(0)),
        new(Field.ConversationReference, "SELECT id, person, reference FROM conversation", static read => read.Guid(0)),
        new(Field.ConversationState, "SELECT id, person, body FROM conversation WHERE body IS NOT NULL", static read => read.Guid(0)),
        new(Field.Inbox, "SELECT seq, owner, body FROM inbox WHERE body IS NOT NULL", static read => read.Long(0)),
        new(Field.Answer, "SELECT seq, owner, answer FROM inbox WHERE answer IS NOT NULL", static read => read.Long(0)),
        new(Field.Outbox, "SELECT seq, owner, body FROM outbox WHERE body IS NOT NULL", static read => read.Long(0)),
        new(Field.Keyboard, "SELECT handle, person, body FROM keyboard", static read => read.Hash(0)),
        new(Field.Request, "SELECT id, parent, body FROM request", static read => read.Guid(0)),
        new(Field.Held, "SELECT seq, owner, body FROM held", static read => read.Long(0)),
        new(Field.Profile, "SELECT person, person, body FROM profile WHERE body IS NOT NULL", static read => read.Guid(0)),
        new(Field.RelayLine, "SELECT seq, person, body FROM relay_line JOIN relay ON relay.id = relay_line.relay", static read => read.Long(0)),
        new(Field.Family, "SELECT id, id, body FROM family", static read => read.Guid(0)),
        new(Field.Case, "SELECT id, family, body FROM service_case", static read => read.Guid(0)),
        new(Field.CaseDocument, "SELECT id, family, body FROM case_document", static read => read.Guid(0)),
        new(Field.Overview, "SELECT id, family, body FROM overview", static read => read.Guid(0)),
        new(Field.Voice, "SELECT id, family, body FROM summary_voice", static read => read.Guid(0)),
        new(Field.Learning, "SELECT id, worker, body FROM learning WHERE body IS NOT NULL", static read => read.Guid(0)),
        new(Field.Contract, "SELECT id, family, body FROM contract", static read => read.Guid(0)),
        new(Field.Goal, "SELECT id, family, body FROM goal", static read => read.Guid(0)),
        new(Field.Act, "SELECT visit_act.id, family, body FROM visit_act JOIN encounter ON encounter.id = visit_act.encounter", static read => read.Guid(0)),
        new(Field.Draft, "SELECT id, worker, body FROM visit_draft", static read => read.Guid(0)),
        new(Field.Notebook, "SELECT id, family, body FROM notebook_item", static read => read.Guid(0)),
        new(Field.Cohort, "SELECT id, id, body FROM cohort", static read => read.Guid(0)),
        new(Field.Member, "SELECT id, person, body FROM cohort_member WHERE length(body) > 0", static read => read.Guid(0)),
        new(Field.Material, "SELECT id, cohort, body FROM session_material", static read => read.Guid(0)),
        new(Field.Broadcast, "SELECT id, id, body FROM broadcast", static read => read.Guid(0)),
        new(Field.Presence, "SELECT id, person, body FROM presence WHERE body IS NOT NULL", static read => read.Guid(0)),
    ];

    private readonly List<string> findings = [];
    private readonly Sealer sealer = new(keys);
    private readonly HashSet<Guid> unknown = [];
    private long opened, erased;

    public VerifyReport Run()
    {
        var rows = 0L;
        database.Run("BEGIN");
        try
        {
            Pages("assistant.db", database);
            keys.With(file =>
            {
                Pages("keys.db", file);
                return 0;
            });
            foreach (var row in database.Rows("PRAGMA foreign_key_check")) Found($"assistant.db: row {row[1]} of {row[0]} points to nothing in {row[2]}");
            rows = Chain();
            Bodies();
        }
        catch (SqliteFailure e)
        {
            Found($"assistant.db: {e.Cause} ({e.Message})");
        }
        finally
        {
            if (database.InTransaction) database.Script("ROLLBACK");
        }
        return new([.. findings.Take(MostFindings)], rows, opened, erased, keys.Count);
    }

    private void Pages(string name, Database file)
    {
        foreach (var row in file.Rows("PRAGMA integrity_check(20)"))
            if (row[0] != "ok") Found($"{name}: {row[0]}");
    }

    private long Chain()
    {
        var head = AuditLink.Genesis;
        using (var read = database.Sql("SELECT seq, at, action, subject, actor, hash, mac FROM audit ORDER BY seq"))
        {
            while (read.Step())
            {
                var expected = head.Then(read.Long(1), read.Text(2)!, read.Text(3)!, read.Text(4) ?? "");
                var fault = read.Long(0) != expected.Number ? $"row {expected.Number} is missing"
                    : read.Bytes(5).Length != 32 || AuditLink.Read(expected.Number, read.Bytes(5)) != expected ? $"row {expected.Number} does not follow from the one before it"
                    : read.Bytes(6).Length != RowId.Length || read.Hash(6) != expected.Mac(kek.Audit) ? $"row {expected.Number} was not written by this program"
                    : null;
                if (fault is not null)
                {
                    Found("audit: " + fault);
                    return expected.Number;
                }
                head = expected;
            }
        }
        try
        {
            // A chain that is whole in itself may still have lost its newest rows.
            if (AuditAnchor.Read(anchorFile, kek.Audit) is { } anchor && !AuditChain.Holds(database, anchor))
                Found(anchor.Number > head.Number ? $"audit: rows {head.Number + 1} to {anchor.Number} were cut off" : $"audit: row {anchor.Number} is not the one that was anchored");
        }
        catch (StoreDamagedException e)
        {
            Found("audit: " + e.Message);
        }
        return head.Number;
    }

    private void Bodies()
    {
        foreach (var column in Looked) Read(column.Field, column.Sql, column.Row);
        if (unknown.Count == 0) return;
        // Erased meanwhile is erased rightly: the files are asked last.
        HashSet<Guid> buried = [.. keys.Tombstones().Select(tomb => tomb.Owner)];
        foreach (var owner in unknown.Where(owner => !buried.Contains(owner))) Found($"keys.db: the key of {owner} is missing");
    }

    private void Read(string field, string sql, Func<Statement, RowId> row)
    {
        using var read = database.Sql(sql);
        while (read.Step())
        {
            try
            {
                var owner = read.Guid(1);
                sealer.Open(field, row(read), owner, read.Bytes(2), out var isErased);
                if (isErased)
                {
                    erased++;
                    unknown.Add(owner);
                }
                else opened++;
            }
            catch (Exception e) when (e is StoreDamagedException or FormatException or ArgumentOutOfRangeException)
            {
                Found(e is StoreDamagedException ? e.Message : $"{field}: a row has no valid id");
            }
        }
    }

    private void Found(string finding)
    {
        if (findings.Count < MostFindings) findings.Add(finding);
    }
}
