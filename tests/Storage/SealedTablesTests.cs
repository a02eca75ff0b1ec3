using System.Reflection;
using Assistant.Records;
using Assistant.Storage.Sqlite;

namespace Assistant.Tests.Storage;

/// <summary>What is sealed, as the schema has it: whoever adds a table with words in it has to say how it is verified and how it is erased, or fails here.</summary>
public sealed class SealedTablesTests : IDisposable
{
    /// <summary>What belongs to a group or the organisation and tells of nobody: sealed under a key of its own, and it stays when a person goes.</summary>
    private static readonly string[] ofNoPerson = ["cohort", "session_material"];

    /// <summary>No table of records: the store's own.</summary>
    private static readonly string[] own = ["store", "counter", "audit", "tombstone"];

    /// <summary>Columns with bytes that hold no words: keyed hashes, with which alone something is found.</summary>
    private static readonly string[] hashes = ["identity.address", "conversation.address", "inbox.dedupe", "outbox.dedupe", "held.dedupe", "keyboard.handle", "invitation.code", "audit.hash", "audit.mac", "safe_contact.word",
        "profile.address", "profile.chat", "link_code.code", "barred.address", "referral_link.token", "referral_link.code"];

    private static readonly string[] fields = [.. typeof(Field).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    private readonly StoreFolder folder = new();
    private readonly PersonId person;

    public SealedTablesTests()
    {
        using (var storage = folder.Open()) person = EncryptionTests.FillWithCanaries(storage);
        FillEverything();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_column_of_bytes_is_sealed_or_a_hash()
    {
        using var database = Database.OpenReader(folder.File("assistant.db"));
        var bytes = Tables(database).SelectMany(table => database.Rows($"PRAGMA table_info({table})").Where(column => column[2] == "BLOB").Select(column => $"{table}.{column[1]}"));
        Assert.Equal(fields.Concat(hashes).Order(StringComparer.Ordinal), bytes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whatever_is_sealed_is_opened_when_the_store_is_verified()
    {
        using var storage = folder.Open();
        var findings = storage.Verify().Findings;
        Assert.All(fields, field => Assert.Contains(findings, finding => finding.StartsWith(field, StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_whoever_is_erased_no_sealed_table_keeps_a_word()
    {
        using (var storage = folder.Open()) storage.Write(unit => storage.Erasure.Erase(unit, person, null));
        using var database = Database.OpenReader(folder.File("assistant.db"));
        Assert.Equal(ofNoPerson.Order(StringComparer.Ordinal), fields.Where(field => HasWords(database, field)).Select(field => field.Split('.')[0]).Order(StringComparer.Ordinal));
    }

    private static bool HasWords(Database database, string field) =>
        database.Rows($"SELECT 1 FROM {field.Split('.')[0]} WHERE length({field.Split('.')[1]}) > 0").Count > 0;

    /// <summary>One row at least in every table, all of this one person, family or group, with bytes that no key opens.</summary>
    private void FillEverything()
    {
        List<string> changes = [];
        using (var database = Database.OpenReader(folder.File("assistant.db")))
        {
            foreach (var table in Tables(database).Except(own))
            {
                if (database.Rows($"SELECT 1 FROM {table}").Count > 0) continue;
                var columns = database.Rows($"PRAGMA table_info({table})").Select(column => (Name: column[1]!, Value: column[2] switch { "INTEGER" => "1", "BLOB" => "zeroblob(64)", _ => $"'{person}'" })).ToArray();
                changes.Add($"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", columns.Select(column => column.Value))})");
            }
            changes.AddRange(fields.Select(field => field.Split('.')).Select(field => $"UPDATE {field[0]} SET {field[1]} = zeroblob(64)"));
        }
        RawStore.Tamper(folder.File("assistant.db"), "PRAGMA ignore_check_constraints = ON;" + string.Join(';', changes));
    }

    private static string[] Tables(Database database) => [.. database.Rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").Select(row => row[0]!)];
}
