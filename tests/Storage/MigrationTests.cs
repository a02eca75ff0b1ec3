using Assistant.Storage;
using Assistant.Storage.Schema;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class MigrationTests : IDisposable
{
    private static readonly Instant now = Instant.FromUtc(2026, 3, 2, 8, 0);
    private static readonly Migration[] steps =
    [
        new(1, "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1);"),
        new(2, "ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = 'two';"),
        new(3, "CREATE TABLE b (z INTEGER); INSERT INTO b SELECT x FROM a;"),
    ];

    private readonly StoreFolder folder = new();

    private string Path => folder.File("old.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_older_version_comes_to_the_newest_and_a_copy_of_one_with_content_is_kept(int version)
    {
        Migrate(steps[..version]);
        Migrate(steps);
        Migrate(steps);
        using var database = Database.OpenReader(Path);
        Assert.Equal("1 two", string.Join(' ', database.Rows("SELECT x, y FROM a")[0]));
        Assert.Equal(3, database.Number("SELECT count(*) FROM schema_version"));
        var copies = Directory.Exists(folder.File("copies")) ? Directory.GetFiles(folder.File("copies")) : [];
        Assert.Equal(version == 0 ? "" : $"old-20260302T080000Z-before-{version + 1:0000}.db", string.Join(' ', copies.Select(System.IO.Path.GetFileName)));
        foreach (var copy in copies)
        {
            using var old = Database.OpenReader(copy);
            Assert.Equal(version, old.Number("SELECT max(version) FROM schema_version"));
        }
    }

    [Fact]
    public void A_step_that_fails_leaves_the_database_as_it_was()
    {
        Migrate(steps[..1]);
        Assert.Contains("could not be brought to schema 2",
            Assert.Throws<StoreStartException>(() => Migrate([steps[0], new(2, "ALTER TABLE a ADD COLUMN y TEXT; INSERT INTO nowhere VALUES (1);")])).Message, StringComparison.Ordinal);
        using var database = Database.OpenReader(Path);
        Assert.Equal(1, database.Number("SELECT max(version) FROM schema_version"));
        Assert.Single(database.Rows("SELECT * FROM a")[0]);
    }

    [Fact]
    public void A_newer_database_a_changed_step_and_a_foreign_file_are_refused()
    {
        Migrate(steps);
        Assert.Contains("newer than this program knows (2)", Assert.Throws<StoreStartException>(() => Migrate(steps[..2])).Message, StringComparison.Ordinal);
        Assert.Contains("schema 2 differs", Assert.Throws<StoreStartException>(() => Migrate([steps[0], steps[1] with { Sql = "SELECT 1" }])).Message, StringComparison.Ordinal);
        RawStore.Tamper(Path, "DROP TABLE schema_version");
        Assert.Contains("not a database of this program", Assert.Throws<StoreStartException>(() => Migrate(steps)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_embedded_schemas_are_numbered_without_gaps()
    {
        foreach (var schema in (string[])[Migration.Data, Migration.Keys])
            Assert.Equal(Enumerable.Range(1, Migration.All(schema).Count), Migration.All(schema).Select(step => step.Version));
    }

    private void Migrate(IReadOnlyList<Migration> migrations)
    {
        using var database = Database.OpenWriter(Path);
        Migrator.Run(database, Path, migrations, folder.File("copies"), now);
    }
}
