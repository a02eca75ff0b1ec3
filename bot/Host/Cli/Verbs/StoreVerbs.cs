using System.Collections.Immutable;
using System.Globalization;
using Assistant.Host.Configuration;
using Assistant.Host.Control;
using Assistant.Storage;
using Assistant.Storage.Maintenance;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>backup</c>: copies data and keys while they are in use, each to its own folder, and says where.</summary>
internal sealed class BackupVerb(SqliteStorage storage) : IControlVerb
{
    public string Name => "backup";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        var (data, keys) = storage.Backup();
        await output.Say(data);
        await output.Say(keys);
        return 0;
    }
}

/// <summary><c>verify</c>: integrity, audit chain, and that every sealed content opens.</summary>
internal sealed class VerifyVerb(SqliteStorage storage) : IControlVerb
{
    public string Name => "verify";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken) =>
        await Tell(storage.Verify(), output);

    /// <returns>Exit code: 1 when something was found.</returns>
    public static async ValueTask<int> Tell(VerifyReport report, IControlOutput output)
    {
        foreach (var finding in report.Findings) await output.Complain(finding);
        await output.Say(string.Create(CultureInfo.InvariantCulture,
            $"{(report.IsSound ? "sound" : "NOT SOUND")}: {report.AuditRows} audit rows, {report.Opened} sealed contents, {report.Erased} of the erased, {report.Keys} keys"));
        return report.IsSound ? 0 : 1;
    }
}

/// <summary><c>dump --canonical</c>: the whole state in clear; nowhere but in Test.</summary>
internal sealed class DumpVerb(SqliteStorage storage, Settings settings) : IControlVerb
{
    public string Name => "dump";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        if (settings.Surroundings != Surroundings.Test)
        {
            await output.Complain("dump shows everything in clear: it works only where Environment is Test");
            return 1;
        }
        foreach (var line in storage.DumpCanonical().TrimEnd('\n').Split('\n')) await output.Say(line);
        return 0;
    }
}
