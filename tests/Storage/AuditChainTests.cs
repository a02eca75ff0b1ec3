using Assistant.Storage;

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

    private void Fill(bool warned = false)
    {
        using var storage = folder.Open();
        Assert.Equal(warned, storage.AuditWarning is not null);
        for (var n = 0; n < 10; n++)
            storage.Write(unit => storage.Audit.Append(unit, new($"test.{n}", $"subject-{n}", n % 2 == 0 ? null : new(Guid.CreateVersion7()))));
    }
}
