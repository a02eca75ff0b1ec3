using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class BackupTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_backup_taken_in_use_restores_the_state_of_its_time()
    {
        (string Data, string Keys) backup;
        string before;
        using (var storage = folder.Open())
        {
            EncryptionTests.FillWithCanaries(storage);
            before = storage.DumpCanonical();
            backup = storage.Backup();
            storage.Chat("later");
            Assert.NotEqual(before, storage.DumpCanonical());
            Assert.Throws<StoreLockedException>(() => SqliteStorage.Restore(folder.Options, backup.Data, backup.Keys));
        }
        Assert.Contains("kanarilind-8213", before, StringComparison.Ordinal);
        Assert.NotEqual(Path.GetDirectoryName(backup.Data), Path.GetDirectoryName(backup.Keys));
        EncryptionTests.AssertClean([.. File.ReadAllBytes(backup.Data), .. File.ReadAllBytes(backup.Keys)]);

        var report = SqliteStorage.Restore(folder.Options, backup.Data, backup.Keys);
        Assert.Empty(report.Findings);
        using (var storage = folder.Open())
        {
            Assert.Equal(before, storage.DumpCanonical());
            Assert.Null(storage.AuditWarning);
            Assert.Equal("store.restore", storage.AuditRows()[^1].Action);
            Assert.Single(Directory.GetFiles(folder.File("backups/data"), "*-replaced.db"));
            if (OperatingSystem.IsWindows()) return;
            foreach (var file in (string[])[backup.Data, backup.Keys, storage.DatabaseFile])
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void Only_the_newest_backups_are_kept()
    {
        folder.Options = folder.Options with { KeepBackups = 2 };
        using var storage = folder.Open();
        for (var n = 0; n < 4; n++)
        {
            storage.Backup();
            folder.Clock.Now += Duration.FromDays(1);
        }
        Assert.Equal(["assistant-20260304T080000Z.db", "assistant-20260305T080000Z.db"], Directory.GetFiles(folder.File("backups/data")).Select(Path.GetFileName).Order());
        Assert.Equal(2, Directory.GetFiles(folder.File("backups/keys")).Length);
    }

    [Fact]
    public void A_backup_that_does_not_fit_is_refused_and_nothing_changes()
    {
        (string Data, string Keys) foreign;
        using (var other = new StoreFolder())
        {
            using (var storage = other.Open()) foreign = storage.Backup();
            using (var storage = folder.Open()) storage.Chat("anna");
            Assert.Contains("different stores", Refused(foreign.Data, null), StringComparison.Ordinal);
            Assert.Contains("another key file", Refused(foreign.Data, foreign.Keys), StringComparison.Ordinal);
        }
        var damaged = folder.File("damaged.db");
        var bytes = File.ReadAllBytes(folder.File("assistant.db"));
        for (var n = 4096; n < bytes.Length; n += 4096) bytes[n] ^= 0xFF;
        File.WriteAllBytes(damaged, bytes);
        Assert.Contains("damaged", Refused(damaged, null), StringComparison.Ordinal);
        Assert.Contains("does not exist", Refused(folder.File("none.db"), null), StringComparison.Ordinal);
        using (var storage = folder.Open()) Assert.NotNull(storage.Read(unit => storage.People.Find(unit, new("webchat", "anna"))));
    }

    [Fact]
    public void Verify_names_damage_that_only_the_file_check_sees()
    {
        using (var storage = folder.Open()) storage.Chat("anna");
        RawStore.Tamper(folder.File("assistant.db"), "DELETE FROM person");
        using (var storage = folder.Open())
            Assert.Contains(storage.Verify().Findings, finding => finding.Contains("points to nothing in person", StringComparison.Ordinal));
    }

    private string Refused(string data, string? keys) => Assert.Throws<StoreStartException>(() => SqliteStorage.Restore(folder.Options, data, keys)).Message;
}
