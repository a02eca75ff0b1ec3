using System.Collections.Immutable;
using System.Globalization;
using Assistant.Channels;
using Assistant.Channels.Teams;
using Assistant.Channels.Telegram;
using Assistant.Host.Configuration;
using Assistant.Host.Control;
using Assistant.Host.Health;
using Assistant.Knowledge;
using Assistant.Storage;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>doctor [store|languages|helplines|telegram|teams]</c>: one finding a line, and what to do about it. Exit 1 when something must be done.</summary>
internal sealed class DoctorVerb(SqliteStorage storage, Settings settings, ITexts texts, TimeProvider time, IServiceProvider services) : IControlVerb
{
    /// <summary>The first SQLite without the bug that damages a log two connections write to (sqlite.org/wal.html). We write with one, so it is a warning.</summary>
    private static readonly Version sqliteWithoutResetBug = new(3, 51, 3);

    /// <summary>Below this a busy day, or one backup, may fill the disk. Bytes.</summary>
    private const long leastFree = 512L * 1024 * 1024;

    private static readonly TimeSpan oldestBackup = TimeSpan.FromDays(2);

    /// <summary>What can be asked about.</summary>
    public static ImmutableArray<string> Subjects { get; } = ["store", "languages", "helplines", "telegram", "teams"];

    public string Name => "doctor";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        var asked = options.GetValueOrDefault("subject");
        var findings = Subjects.Where(subject => asked is null || asked == subject).SelectMany(subject => subject switch { "store" => Store(), "languages" => Languages(), "helplines" => Helplines(), _ => [] }).ToArray();
        if (asked is null or "telegram") findings = [.. findings, .. await Telegram(cancellationToken)];
        if (asked is null or "teams") findings = [.. findings, .. await Teams(cancellationToken)];
        foreach (var finding in findings) await output.Say($"{finding.Level} {finding.What}");
        return findings.Any(finding => finding.Level == "fail") ? 1 : 0;
    }

    private readonly record struct Finding(string Level, string What)
    {
        public static Finding Ok(string what) => new("ok  ", what);
        public static Finding Warn(string what) => new("warn", what);
        public static Finding Fail(string what) => new("fail", what);
    }

    private IEnumerable<Finding> Store()
    {
        yield return storage.Refusal is { } refusal ? Finding.Fail($"store: refuses to save ({refusal}): free space, or make the disk writable") : Finding.Ok($"store: {settings.Data} can be written");
        if (storage.AuditWarning is { } warning) yield return Finding.Fail($"audit: {warning}: run verify, and find out who changed the files");
        yield return Version.TryParse(SqliteStorage.EngineVersion, out var version) && version < sqliteWithoutResetBug
            ? Finding.Warn($"store: SQLite {version} has the log reset bug; harmless while only this program opens the files: never open them with another one that writes")
            : Finding.Ok($"store: SQLite {SqliteStorage.EngineVersion}");
        yield return settings.Store.KeyFile is { } key ? Finding.Ok($"store: key file {key}")
            : Finding.Warn("store: the key lies beside the data; for real people's data set Store:KeyFile (docs/operations.md)");
        var free = new DriveInfo(settings.Data.Path).AvailableFreeSpace;
        yield return free < leastFree ? Finding.Warn(string.Create(CultureInfo.InvariantCulture, $"store: only {free >> 20} MB are free: make room")) : Finding.Ok(string.Create(CultureInfo.InvariantCulture, $"store: {free >> 20} MB are free"));
        yield return Backup();
        if (settings.Audit.Anchor is null) yield return Finding.Warn("audit: its head is copied only beside the database; set Audit:Anchor to a file on another disk");
    }

    private Finding Backup()
    {
        var folder = Path.Combine(settings.Data.Path, "backups", "data");
        var newest = Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*.db").Max(file => (DateTime?)file.LastWriteTimeUtc) : null;
        return newest is not { } at ? Finding.Warn("store: no backup was made yet: the running host makes one each night at 02:30, backup makes one now")
            : time.GetUtcNow().UtcDateTime - at > oldestBackup ? Finding.Warn($"store: the newest backup is of {at:yyyy-MM-dd}: the host was not running at night: it makes one at its next start, backup makes one now")
            : Finding.Ok($"store: newest backup of {at:yyyy-MM-dd HH:mm} UTC");
    }

    private async ValueTask<IEnumerable<Finding>> Telegram(CancellationToken cancellationToken) =>
        services.GetService<TelegramCheck>() is not { } check
            ? [Finding.Ok("telegram: switched off; set Telegram:Token to switch it on")]
            : Of("telegram", await check.Look(cancellationToken));

    private async ValueTask<IEnumerable<Finding>> Teams(CancellationToken cancellationToken) =>
        services.GetService<TeamsCheck>() is not { } check
            ? [Finding.Ok("teams: switched off; set Teams:AppId to switch it on (docs/teams.md)")]
            : Of("teams", await check.Look(TeamsManifestVerb.FileOf(settings.Data), cancellationToken));

    private static IEnumerable<Finding> Of(string channel, IEnumerable<Channels.Finding> found) =>
        found.Select(one => new Finding(one.Level switch { FindingLevel.Ok => "ok  ", FindingLevel.Warn => "warn", _ => "fail" }, $"{channel}: {one.What}"));

    private IEnumerable<Finding> Helplines() => HelplineReview.Of(Knowledge.Catalogue.Helplines.Load(), time).Select(line => line.IsDue
        ? Finding.Warn($"helplines: {line.Helpline.Number} was to be looked at again by {line.ReviewBy}: compare it with {line.Helpline.Source} and set verified-on and review-by in the data")
        : Finding.Ok($"helplines: {line.Helpline.Number} is to be looked at again by {line.ReviewBy}"));

    private IEnumerable<Finding> Languages()
    {
        // What is missing fails the build; an organisation's own wording is read at start.
        foreach (var lang in settings.Organisation.Languages)
            yield return Finding.Ok($"languages: {lang.Code()} says \"{texts.Get(lang, "welcome.purpose")}\"");
        foreach (var lang in Langs.All.Except(settings.Organisation.Languages))
            yield return Finding.Warn($"languages: {lang.Code()} is known but not offered (Organisation:Languages)");
        if (settings.Organisation.Contact.Length == 0)
            yield return Finding.Warn("organisation: people are told no contact; set Organisation:Contact to a phone number or address");
    }
}
