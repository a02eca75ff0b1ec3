using Assistant.Host.Configuration;
using Assistant.Knowledge;
using Assistant.Records.Retention;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Assistant.Tests.Host.Configuration;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("settings").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_any_setting_the_defaults_of_the_design_hold()
    {
        var settings = Read();

        Assert.Equal(["http://localhost:3978"], settings.Urls);
        Assert.Equal([Lang.Et, Lang.Ru, Lang.En], settings.Organisation.Languages);
        Assert.Equal("Europe/Tallinn", settings.Organisation.TimeZone.Id);
        Assert.Equal([Duration.FromDays(1), Duration.FromHours(2)], settings.Reminders.Offsets);
        Assert.Equal(RetentionPolicy.Default, settings.Retention);
        Assert.True(settings.WebChat.Enabled);
        Assert.Null(settings.Store.KeyFile);
    }

    [Fact]
    public void Settings_say_what_they_are_set_to()
    {
        var settings = Read(
            ("Organisation:Name", "Pere Tugi"), ("Organisation:Languages", "ru, et"), ("Organisation:QuietHours", "22:30-07:00"), ("Organisation:OfficeHours", "08:30-16:15"),
            ("Retention:InboxBody", "PT1H"), ("Reminders:Offsets:0", "PT3H"), ("Reminders:Offsets:1", "P2D"), ("WebChat:Enabled", "false"),
            ("WebChat:AllowedOrigins:0", "https://example.org"), ("Urls", "http://*:80;https://localhost:3979"));

        Assert.Equal("Pere Tugi", settings.Organisation.Name);
        Assert.Equal([Lang.Ru, Lang.Et], settings.Organisation.Languages);
        Assert.Equal(new DayHours(new(8, 30), new(16, 15)), settings.Organisation.OfficeHours);
        Assert.True(settings.Organisation.QuietHours.Contains(new(23, 0)));
        Assert.True(settings.Organisation.QuietHours.Contains(new(6, 59)));
        Assert.False(settings.Organisation.QuietHours.Contains(new(7, 0)));
        Assert.Equal(Duration.FromHours(1), settings.Retention.InboxBody);
        Assert.Equal([Duration.FromDays(2), Duration.FromHours(3)], settings.Reminders.Offsets);
        Assert.False(settings.WebChat.Enabled);
        Assert.Equal(["http://*:80", "https://localhost:3979"], settings.Urls);
    }

    [Theory]
    [InlineData("Retention:InboxBody", "abc", "Retention:InboxBody: \"abc\" is not an ISO 8601 period such as PT72H")]
    [InlineData("Retention:InboxBody", "P1M", "Retention:InboxBody: \"P1M\" is not an ISO 8601 period such as PT72H")]
    [InlineData("Retention:InboxBody", "P4D", "Retention:InboxBody: must be from PT1M to P3D")]
    [InlineData("Retention:InboxBody", "PT0S", "Retention:InboxBody: must be from PT1M to P3D")]
    [InlineData("Retention:InboxBody", "P2147483647D", "Retention:InboxBody: \"P2147483647D\" is not an ISO 8601 period such as PT72H")]
    [InlineData("Retention:Inboxbodies", "PT1H", "Retention:Inboxbodies: is not a setting; Retention has InboxBody, OutboxBody, Deduplication, UnconsentedTalk, ClosedRequest, SafetyEvent, IdlePerson, ConsentRecord, RelayTalk, FinishedGroup")]
    [InlineData("Organisation:TimeZone", "Tallinn", "Organisation:TimeZone: \"Tallinn\" is not a time zone such as Europe/Tallinn")]
    [InlineData("Organisation:Languages", "et,fi", "Organisation:Languages: \"fi\" is not a language spoken here: et, ru or en")]
    [InlineData("Organisation:Languages", "et,et", "Organisation:Languages: an entry stands twice")]
    [InlineData("Organisation:Languages:first", "et", "Organisation:Languages: \"first\" is not the number of a list entry")]
    [InlineData("Organisation:Name:First", "a", "Organisation:Name: one value is expected here, not several")]
    [InlineData("Organisation:QuietHours", "9 to 5", "Organisation:QuietHours: \"9 to 5\" is not two times of day such as 21:00-08:00")]
    [InlineData("Organisation:OfficeHours", "09:00-12:30", "Organisation:OfficeHours: \"09:00-12:30\" is not two times of one day at least four hours apart, such as 09:00-17:00")]
    [InlineData("Organisation:OfficeHours", "22:00-06:00", "Organisation:OfficeHours: \"22:00-06:00\" is not two times of one day at least four hours apart, such as 09:00-17:00")]
    [InlineData("WebChat:Enabled", "yes", "WebChat:Enabled: \"yes\" is not true or false")]
    [InlineData("WebChat:AllowedOrigins", "https://example.org/page", "WebChat:AllowedOrigins: \"https://example.org/page\" is not an origin such as https://example.org")]
    [InlineData("Reminders:Offsets", "P40D", "Reminders:Offsets: \"P40D\" is not an ISO 8601 period from PT5M to P30D")]
    [InlineData("Store:Provider", "Oracle", "Store:Provider: \"Oracle\" is not a database this version knows: Sqlite")]
    [InlineData("Store:ConnectionString", "Data Source=/elsewhere.db", "Store:ConnectionString: with Sqlite the database is assistant.db in the data folder; choose that folder with --data")]
    [InlineData("Store:KeyFile", "/no/such/file", "Store:KeyFile: there is no file \"/no/such/file\"")]
    [InlineData("Metrics:Token", "short", "Metrics:Token: is shorter than 22 characters")]
    [InlineData("Urls", "localhost", "Urls: \"localhost\" is not an address to listen on such as http://localhost:3978")]
    [InlineData("Urls", "ftp://localhost", "Urls: \"ftp://localhost\" is not an address to listen on such as http://localhost:3978")]
    public void A_wrong_setting_is_refused_in_one_line_that_names_its_key(string key, string value, string line) =>
        Assert.Equal(line, Assert.Throws<StartRefusedException>(() => Read((key, value))).Message);

    [Fact]
    public void Production_needs_a_key_file_outside_the_data_folder_that_nobody_else_can_read()
    {
        var key = Path.Combine(folder, "key");
        File.WriteAllText(key, "k");
        var among = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName + "/key";
        File.WriteAllText(among, "k");
        SetMode(among, UnixFileMode.UserRead);

        Assert.StartsWith("Store:KeyFile: Production needs", Refusal(Surroundings.Production), StringComparison.Ordinal);
        SetMode(key, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.StartsWith("Store:KeyFile: others may read", Refusal(Surroundings.Production, ("Store:KeyFile", key)), StringComparison.Ordinal);
        Assert.Contains("lies in the data folder", Refusal(Surroundings.Production, ("Store:KeyFile", among)), StringComparison.Ordinal);
        SetMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal(key, Read(Surroundings.Production, ("Store:KeyFile", key)).Store.KeyFile);
    }

    [Theory]
    [InlineData(Surroundings.Development, null, true)]
    [InlineData(Surroundings.Test, null, false)]
    [InlineData(Surroundings.Test, true, true)]
    public void Development_demonstrates_by_itself_and_Test_when_asked(Surroundings surroundings, bool? wanted, bool expected) =>
        Assert.Equal(expected, SettingsReader.Read(new ConfigurationBuilder().Build(), surroundings, new DataFolder(folder), wanted).IsDemo);

    [Fact]
    public void Production_never_demonstrates() =>
        Assert.StartsWith("--demo: ", Assert.Throws<StartRefusedException>(
            () => SettingsReader.Read(new ConfigurationBuilder().Build(), Surroundings.Production, new DataFolder(folder), wantsDemo: true)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_audit_is_not_anchored_beside_the_audit() =>
        Assert.StartsWith("Audit:Anchor: lies in the data folder", Refusal(Surroundings.Test, ("Audit:Anchor", Path.Combine(folder, "data", "anchor"))), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, null, true, Surroundings.Production)]
    [InlineData(null, null, false, Surroundings.Development)]
    [InlineData(null, "Production", false, Surroundings.Production)]
    [InlineData(null, "Development", true, Surroundings.Development)]
    [InlineData("test", "Development", true, Surroundings.Test)]
    public void An_installed_program_is_in_Production_unless_said_otherwise_and_the_command_line_wins(string? named, string? variable, bool isInstalled, Surroundings expected) =>
        Assert.Equal(expected, SurroundingsReader.Read(named, name => name == "DOTNET_ENVIRONMENT" ? variable : null, isInstalled));

    [Theory]
    [InlineData("Staging")]
    [InlineData("1")]
    public void An_unknown_environment_is_refused(string name) =>
        Assert.Equal($"Environment: \"{name}\" is none of Development, Test, Production", Assert.Throws<StartRefusedException>(() => SurroundingsReader.Read(name, _ => null, isInstalled: true)).Message);

    [Fact]
    public void The_data_folder_is_closed_to_others()
    {
        var data = new DataFolder(Path.Combine(folder, "open"));
        Directory.CreateDirectory(data.Path);
        SetMode(data.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead);

        data.Prepare();

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data.Path));
    }

    [Fact]
    public void A_data_folder_that_is_a_file_or_too_deep_is_refused_in_one_line()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");

        Assert.StartsWith("--data: ", Assert.Throws<StartRefusedException>(() => new DataFolder(file).Prepare()).Message, StringComparison.Ordinal);
        Assert.Contains("too long", Assert.Throws<StartRefusedException>(() => new DataFolder("/" + new string('a', 200))).Message, StringComparison.Ordinal);
    }

    private string Refusal(Surroundings surroundings, params (string Key, string Value)[] entries) =>
        Assert.Throws<StartRefusedException>(() => Read(surroundings, entries)).Message;

    private Settings Read(params (string Key, string Value)[] entries) => Read(Surroundings.Test, entries);

    private Settings Read(Surroundings surroundings, params (string Key, string Value)[] entries) => SettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(entries.Select(entry => KeyValuePair.Create<string, string?>(entry.Key, entry.Value))).Build(),
        surroundings, new DataFolder(Path.Combine(folder, "data")));

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }
}
