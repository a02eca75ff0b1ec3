namespace Assistant.Tests.Storage;

public sealed class AuditChainTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("UPDATE audit SET action = 'test.forged' WHERE seq = 7", "audit: row 7 ")]
    [InlineData("UPDATE audit SET at = at + 1 WHERE seq = 1", "audit: row 1 ")]
    [InlineData("UPDATE audit SET actor = subject WHERE seq = 3", "audit: row 3 ")]
    [InlineData("UPDATE audit SET mac = zeroblob(16) WHERE seq = 9", "audit: row 9 was not written")]
    [InlineData("DELETE FROM audit WHERE seq = 5", "audit: row 5 is missing")]
    [InlineData("DELETE FROM audit WHERE seq = 1", "audit: row 1 is missing")]
    [InlineData("DELETE FROM audit WHERE seq = 5; UPDATE audit SET seq = -seq WHERE seq > 5; UPDATE audit SET seq = -seq - 1 WHERE seq < 0", "audit: row 5 does not follow")]
    [InlineData("UPDATE audit SET seq = -seq WHERE seq > 4; UPDATE audit SET seq = -seq + 1 WHERE seq < 0; INSERT INTO audit SELECT 5, at, action, subject, actor, hash, mac FROM audit WHERE seq = 4", "audit: row 5 does not follow")]
    [InlineData("INSERT INTO audit SELECT 11, at, action, subject, actor, hash, mac FROM audit WHERE seq = 10", "audit: row 11 does not follow")]
    [InlineData("UPDATE audit SET seq = 100 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = 100", "audit: row 4 does not follow")]
    [InlineData("DELETE FROM audit WHERE seq > 8", "audit: rows 9 to 10 were cut off")]
    [InlineData("DELETE FROM audit", "audit: rows 1 to 10 were cut off")]
    public void Every_edit_deletion_insertion_reordering_and_cut_is_found_and_the_first_bad_row_named(string tampering, string finding)
    {
        Fill();
        RawStore.Tamper(folder.File("assistant.db"), tampering);
        using var storage = folder.Open();
        Assert.StartsWith(finding, Assert.Single(storage.Verify().Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_untouched_chain_is_sound_and_goes_on_over_restarts()
    {
        Fill();
        Fill();
        using var storage = folder.Open();
        var report = storage.Verify();
        Assert.True(report.IsSound);
        Assert.Equal(20, report.AuditRows);
        Assert.Null(storage.AuditWarning);
    }

    [Fact]
    public void After_a_cut_the_anchor_is_kept_as_evidence_and_the_start_warns()
    {
        Fill();
        var anchor = File.ReadAllText(folder.File("audit.anchor"));
        RawStore.Tamper(folder.File("assistant.db"), "DELETE FROM audit WHERE seq > 8");
        Fill(warned: true);
        Assert.Equal(anchor, File.ReadAllText(folder.File("audit.anchor")));
        using var storage = folder.Open();
        Assert.Equal("audit: row 10 is not the one that was anchored", Assert.Single(storage.Verify().Findings));
    }

    [Fact]
    public void A_forged_anchor_is_found()
    {
        Fill();
        var anchor = File.ReadAllText(folder.File("audit.anchor"));
        File.WriteAllText(folder.File("audit.anchor"), "9" + anchor[2..]);
        using var storage = folder.Open();
        Assert.Contains("not what was written there", Assert.Single(storage.Verify().Findings), StringComparison.Ordinal);
    }

    /// <summary>Kinds of tampering, with two places drawn for each.</summary>
    private static readonly Func<int, int, string>[] tamperings =
    [
        (at, _) => $"UPDATE audit SET action = action || 'x' WHERE seq = {at}",
        (at, _) => $"UPDATE audit SET subject = 'somebody-else' WHERE seq = {at}",
        (at, _) => $"UPDATE audit SET actor = coalesce(actor, '') || 'y' WHERE seq = {at}",
        (at, other) => $"UPDATE audit SET at = at + {other} WHERE seq = {at}",
        (at, _) => $"UPDATE audit SET hash = randomblob(32) WHERE seq = {at}",
        (at, _) => $"UPDATE audit SET mac = randomblob(16) WHERE seq = {at}",
        (at, _) => $"DELETE FROM audit WHERE seq = {at}",
        (at, _) => $"DELETE FROM audit WHERE seq >= {at}",
        (at, other) => at == other ? $"DELETE FROM audit WHERE seq = {at}" : $"UPDATE audit SET seq = 1000 WHERE seq = {at}; UPDATE audit SET seq = {at} WHERE seq = {other}; UPDATE audit SET seq = {other} WHERE seq = 1000",
        (at, other) => $"UPDATE audit SET action = (SELECT action || 'z' FROM audit AS o WHERE o.seq = {other}) WHERE seq = {at}",
        (at, _) => $"INSERT INTO audit SELECT 11, at, action, subject, actor, hash, mac FROM audit WHERE seq = {at}",
    ];

    [Fact]
    public void Whatever_row_is_tampered_with_in_whatever_way_is_found()
    {
        Fill();
        var (file, whole) = (folder.File("assistant.db"), File.ReadAllBytes(folder.File("assistant.db")));
        var places = new Random(8213);
        foreach (var tampering in tamperings)
            for (var time = 0; time < 6; time++)
            {
                File.WriteAllBytes(file, whole);
                foreach (var beside in (string[])["-wal", "-shm"]) File.Delete(file + beside);
                var sql = tampering(places.Next(1, 11), places.Next(1, 11));
                RawStore.Tamper(file, sql);
                using var storage = folder.Open();
                Assert.True(storage.Verify().Findings.Any(finding => finding.StartsWith("audit: ", StringComparison.Ordinal)), sql);
            }
    }

    [Theory]
    [InlineData(4, 10)]
    [InlineData(10, 10)]
    [InlineData(1, 7)]
    public void A_chain_that_was_written_anew_with_the_key_itself_does_not_fit_the_anchor_that_lies_elsewhere(int edited, int last)
    {
        var elsewhere = Directory.CreateTempSubdirectory("anchor-");
        try
        {
            folder.Options = folder.Options with { Anchor = Path.Combine(elsewhere.FullName, "audit.anchor") };
            Fill();
            Rewrite(edited, last);
            using var storage = folder.Open();
            Assert.StartsWith(last < 10 ? $"audit: rows {last + 1} to 10 were cut off" : "audit: row 10 is not the one that was anchored", Assert.Single(storage.Verify().Findings), StringComparison.Ordinal);
            Assert.NotNull(storage.AuditWarning);
        }
        finally
        {
            elsewhere.Delete(recursive: true);
        }
    }

    /// <summary>Whoever has the files and the key changes a row and computes every hash and seal after it.</summary>
    private void Rewrite(int edited, int last)
    {
        var key = Assistant.Storage.Encryption.KeyEncryptionKey.Load(folder.Options).Audit;
        var sql = new System.Text.StringBuilder($"UPDATE audit SET action = 'test.forged' WHERE seq = {edited}; DELETE FROM audit WHERE seq > {last};");
        using (var database = Assistant.Storage.Sqlite.Database.OpenReader(folder.File("assistant.db")))
        {
            var link = Assistant.Storage.Security.AuditLink.Genesis;
            Span<byte> hash = stackalloc byte[32];
            foreach (var row in database.Rows("SELECT seq, at, action, subject, actor FROM audit ORDER BY seq").Take(last))
            {
                var number = int.Parse(row[0]!, System.Globalization.CultureInfo.InvariantCulture);
                link = link.Then(long.Parse(row[1]!, System.Globalization.CultureInfo.InvariantCulture), number == edited ? "test.forged" : row[2]!, row[3]!, row[4] ?? "");
                link.WriteHash(hash);
                sql.Append(System.Globalization.CultureInfo.InvariantCulture, $"UPDATE audit SET hash = x'{Convert.ToHexString(hash)}', mac = x'{link.Mac(key):X32}' WHERE seq = {number};");
            }
        }
        RawStore.Tamper(folder.File("assistant.db"), sql.ToString());
    }

    private void Fill(bool warned = false)
    {
        using var storage = folder.Open();
        Assert.Equal(warned, storage.AuditWarning is not null);
        for (var n = 0; n < 10; n++)
            storage.Write(unit => storage.Audit.Append(unit, new($"test.{n}", $"subject-{n}", n % 2 == 0 ? null : new(Guid.CreateVersion7()))));
    }
}
