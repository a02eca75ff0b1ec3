using System.Collections.Immutable;
using System.Globalization;
using Assistant.Knowledge;
using Assistant.Knowledge.Demo;
using Assistant.Records.Retention;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Host.Configuration;

/// <summary>From configuration to <see cref="Settings"/>. Every fault is one line that names the key.</summary>
public static class SettingsReader
{
    private const int MaxNameLength = 100;
    private const int MaxMessages = 1_000_000;
    private const int MaxContactLength = 200;
    /// <summary>A token shorter than 128 bits in base64url could be guessed.</summary>
    private const int MinTokenLength = 22;

    /// <param name="wantsDemo">What the command line says; <see langword="null"/>: only Development demonstrates.</param>
    /// <exception cref="StartRefusedException">A value is wrong, a key unknown, or a combination forbidden.</exception>
    public static Settings Read(IConfiguration configuration, Surroundings surroundings, DataFolder data, bool? wantsDemo = null) => new()
    {
        Surroundings = surroundings,
        IsDemo = ReadDemo(surroundings, wantsDemo),
        Data = data,
        Urls = ReadUrls(configuration),
        PublicUrl = configuration["PublicUrl"] is not { Length: > 0 } url ? null : Addresses.Outward(url, surroundings)
            ?? throw StartRefusedException.Setting("PublicUrl", $"\"{url}\" is not an https address such as https://pered.example.ee"),
        Organisation = ReadOrganisation(configuration, ReadDemo(surroundings, wantsDemo) ? DemoOrganisation.Load() : null),
        Store = ReadStore(configuration, surroundings, data),
        Telegram = TelegramSettings.Read(configuration, surroundings),
        Teams = TeamsSettings.Read(configuration, surroundings, ReadUrls(configuration)),
        WebChat = ReadWebChat(configuration),
        Flood = ReadFlood(configuration),
        Reminders = ReadReminders(configuration),
        Retention = ReadRetention(configuration),
        Audit = ReadAudit(configuration, data),
        Metrics = ReadMetrics(configuration),
    };

    private static bool ReadDemo(Surroundings surroundings, bool? wanted) => (surroundings, wanted) switch
    {
        // The role switch would let anybody be a coordinator.
        (Surroundings.Production, true) => throw StartRefusedException.Setting("--demo", "Production shows no demonstration; set Environment to Development or Test"),
        _ => wanted ?? surroundings == Surroundings.Development,
    };

    private static ImmutableArray<string> ReadUrls(IConfiguration configuration)
    {
        var urls = (configuration["Urls"] ?? "http://localhost:3978").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var url in urls)
            if (!IsListenable(url)) throw StartRefusedException.Setting("Urls", $"\"{url}\" is not an address to listen on such as http://localhost:3978");
        return urls.Length == 0 ? throw StartRefusedException.Setting("Urls", "no address to listen on") : [.. urls];
    }

    private static bool IsListenable(string url) =>
        // Kestrel's own wildcards are no host names.
        Uri.TryCreate(url.Replace("://*", "://any.invalid", StringComparison.Ordinal).Replace("://+", "://any.invalid", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0;

    /// <param name="demo">Stands in for what is not set.</param>
    private static OrganisationSettings ReadOrganisation(IConfiguration configuration, DemoOrganisation? demo)
    {
        var section = new SectionReader(configuration, "Organisation");
        var read = new OrganisationSettings(
            section.Value("Name", demo?.Name ?? "Assistant", text => text.Length <= MaxNameLength ? text : null, $"a name of at most {MaxNameLength} characters"),
            section.Value("Contact", demo?.Contact ?? "", text => text.Length <= MaxContactLength ? text : null, $"a contact of at most {MaxContactLength} characters"),
            section.List("Languages", [.. Langs.All], text => Langs.Parse(text) is { } lang ? (true, lang) : (false, default), "a language spoken here: et, ru or en"),
            section.Value("TimeZone", DateTimeZoneProviders.Tzdb["Europe/Tallinn"], DateTimeZoneProviders.Tzdb.GetZoneOrNull, "a time zone such as Europe/Tallinn"),
            section.Value("QuietHours", new QuietHours(new(21, 0), new(8, 0)), ParseQuietHours, "two times of day such as 21:00-08:00"),
            Period(section, "AnswerWithin", Duration.FromHours(8), Duration.FromHours(1), Duration.FromHours(80)),
            Period(section, "MeetingLength", Duration.FromHours(1), Duration.FromMinutes(10), Duration.FromHours(8)))
        {
            OfficeHours = section.Value("OfficeHours", new DayHours(new(9, 0), new(17, 0)), ParseOfficeHours, "two times of one day at least four hours apart, such as 09:00-17:00"),
        };
        section.RefuseOthers();
        return read;
    }

    private static StoreSettings ReadStore(IConfiguration configuration, Surroundings surroundings, DataFolder data)
    {
        var section = new SectionReader(configuration, "Store");
        section.Value("Provider", "Sqlite", text => text.Equals("Sqlite", StringComparison.OrdinalIgnoreCase) ? text : null, "a database this version knows: Sqlite");
        var connection = section.Text("ConnectionString");
        if (connection is not null && !IsDefaultDatabase(connection, data))
            throw section.Wrong("ConnectionString", "with Sqlite the database is assistant.db in the data folder; choose that folder with --data");
        var keyFile = section.Text("KeyFile");
        var groupCommit = section.Scalar("GroupCommit", true, text => bool.TryParse(text, out var value) ? value : (bool?)null, "true or false");
        section.RefuseOthers();
        if (keyFile is not null) KeyFileRules.Check("Store:KeyFile", keyFile, data);
        else if (surroundings == Surroundings.Production)
            throw section.Wrong("KeyFile", "Production needs a key file outside the data folder, readable by its owner alone (docs/operations.md)");
        return new(keyFile is null ? null : Path.GetFullPath(keyFile), groupCommit);
    }

    /// <summary>The default connection string of the contract is accepted, so that it can be written down.</summary>
    private static bool IsDefaultDatabase(string connection, DataFolder data) =>
        connection.Split('=', 2, StringSplitOptions.TrimEntries) is [var key, var path]
        && key.Equals("Data Source", StringComparison.OrdinalIgnoreCase)
        && Path.GetFullPath(path) == Path.Combine(data.Path, "assistant.db");

    private static FloodSettings ReadFlood(IConfiguration configuration)
    {
        var section = new SectionReader(configuration, "Flood");
        var read = new FloodSettings(Count(section, "Burst", 30), Count(section, "PerSecond", 2));
        section.RefuseOthers();
        return read;
    }

    private static int Count(SectionReader section, string key, int fallback) => section.Scalar(
        key, fallback, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= MaxMessages ? value : (int?)null,
        $"a number from 1 to {MaxMessages}");

    private static WebChatSettings ReadWebChat(IConfiguration configuration)
    {
        var section = new SectionReader(configuration, "WebChat");
        var read = new WebChatSettings(
            section.Scalar("Enabled", true, text => bool.TryParse(text, out var value) ? value : (bool?)null, "true or false"),
            section.List("AllowedOrigins", [], text => (IsOrigin(text), text), "an origin such as https://example.org"));
        section.RefuseOthers();
        return read;
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.GetLeftPart(UriPartial.Authority) == text && uri.UserInfo.Length == 0;

    private static ReminderSettings ReadReminders(IConfiguration configuration)
    {
        var section = new SectionReader(configuration, "Reminders");
        var read = new ReminderSettings(
            Offsets(section, "Offsets", [Duration.FromDays(1), Duration.FromHours(2)]),
            Offsets(section, "BeforeDeadline", [Duration.FromHours(4), Duration.FromHours(1)]),
            Period(section, "LatestUseful", Duration.FromMinutes(30), Duration.Zero, Duration.FromDays(1)));
        section.RefuseOthers();
        return read;
    }

    private static ImmutableArray<Duration> Offsets(SectionReader section, string key, ImmutableArray<Duration> fallback) =>
        [.. section.List(key, fallback,
            text => Parse(text) is { } period && period >= Duration.FromMinutes(5) && period <= Duration.FromDays(30) ? (true, period) : (false, default),
            "an ISO 8601 period from PT5M to P30D").OrderDescending()];

    private static RetentionPolicy ReadRetention(IConfiguration configuration)
    {
        var section = new SectionReader(configuration, "Retention");
        var longest = RetentionPolicy.Default;
        var read = new RetentionPolicy(
            Period(section, nameof(RetentionPolicy.InboxBody), longest.InboxBody, Duration.FromMinutes(1), longest.InboxBody),
            Period(section, nameof(RetentionPolicy.OutboxBody), longest.OutboxBody, Duration.FromMinutes(1), longest.OutboxBody),
            // Vendors deliver again for up to a day, so a key forgotten sooner would let a message in twice.
            Period(section, nameof(RetentionPolicy.Deduplication), longest.Deduplication, Duration.FromDays(1), Duration.FromDays(31)),
            Period(section, nameof(RetentionPolicy.UnconsentedTalk), longest.UnconsentedTalk, Duration.FromHours(1), longest.UnconsentedTalk),
            Period(section, nameof(RetentionPolicy.ClosedRequest), longest.ClosedRequest, Duration.FromDays(1), longest.ClosedRequest),
            Period(section, nameof(RetentionPolicy.SafetyEvent), longest.SafetyEvent, Duration.FromDays(1), longest.SafetyEvent))
        {
            IdlePerson = Period(section, nameof(RetentionPolicy.IdlePerson), longest.IdlePerson, Duration.FromDays(30), longest.IdlePerson),
            ConsentRecord = Period(section, nameof(RetentionPolicy.ConsentRecord), longest.ConsentRecord, Duration.FromDays(30), Duration.FromDays(10 * 365)),
            RelayTalk = Period(section, nameof(RetentionPolicy.RelayTalk), longest.RelayTalk, Duration.FromDays(1), longest.RelayTalk),
            FinishedGroup = Period(section, nameof(RetentionPolicy.FinishedGroup), longest.FinishedGroup, Duration.FromDays(30), Duration.FromDays(10 * 365)),
        };
        section.RefuseOthers();
        return read;
    }

    private static AuditSettings ReadAudit(IConfiguration configuration, DataFolder data)
    {
        var section = new SectionReader(configuration, "Audit");
        var anchor = section.Text("Anchor");
        section.RefuseOthers();
        if (anchor is not null && data.Contains(anchor)) throw section.Wrong("Anchor", "lies in the data folder, where whoever changes the audit could change it too");
        return new(anchor);
    }

    private static MetricsSettings ReadMetrics(IConfiguration configuration)
    {
        var section = new SectionReader(configuration, "Metrics");
        var token = section.Text("Token");
        section.RefuseOthers();
        return token is { Length: < MinTokenLength }
            // The value stays unsaid: it is a secret.
            ? throw section.Wrong("Token", $"is shorter than {MinTokenLength} characters")
            : new(token);
    }

    private static Duration Period(SectionReader section, string key, Duration fallback, Duration least, Duration most)
    {
        var value = section.Scalar(key, fallback, Parse, "an ISO 8601 period such as PT72H");
        return value >= least && value <= most ? value : throw section.Wrong(key, $"must be from {Show(least)} to {Show(most)}");
    }

    /// <summary>Far more than any setting allows, far less than a duration holds.</summary>
    private const int MaxDays = 36_525;

    private static Duration? Parse(string text) =>
        PeriodPattern.NormalizingIso.Parse(text) is { Success: true, Value: { Years: 0, Months: 0, Days: >= -MaxDays and <= MaxDays } period } ? period.ToDuration() : null;

    private static string Show(Duration duration) => PeriodPattern.NormalizingIso.Format(NodaTime.Period.FromNanoseconds((long)duration.TotalNanoseconds).Normalize());

    /// <summary>The day before some holidays is three hours shorter, and something must be left of it.</summary>
    private static DayHours? ParseOfficeHours(string text) =>
        ParseQuietHours(text) is { } hours && hours.To - hours.From is var day && day.ToDuration() >= Duration.FromHours(4) ? new(hours.From, hours.To) : null;

    private static QuietHours? ParseQuietHours(string text)
    {
        var pattern = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");
        return text.Split('-', StringSplitOptions.TrimEntries) is [var from, var to] && pattern.Parse(from) is { Success: true } first && pattern.Parse(to) is { Success: true } last
            ? new(first.Value, last.Value)
            : null;
    }
}
