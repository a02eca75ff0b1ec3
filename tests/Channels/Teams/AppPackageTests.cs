using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Assistant.Channels.Teams.App;
using Assistant.Host.Cli;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Fakes;
using Assistant.Tests.Fakes.Teams;

namespace Assistant.Tests.Channels.Teams;

/// <summary>The package that an organisation uploads to Teams.</summary>
public sealed class AppPackageTests
{
    private static readonly AppFacts facts = new()
    {
        AppId = TeamsDouble.App, Developer = "Pere Tugi MTÜ", Website = new("https://example.org/"), Privacy = new("https://example.org/privacy"), Terms = new("https://example.org/terms"),
        Languages = TeamsManifestVerb.Words(Known.Texts, [Lang.Et, Lang.Ru, Lang.En]),
    };

    private static Dictionary<string, byte[]> Unzipped(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    private static JsonNode Json(byte[] file) => JsonNode.Parse(file)!;

    [Fact]
    public void It_holds_the_manifest_the_other_languages_and_two_icons_and_nothing_else() =>
        Assert.Equal(["color.png", "en.json", "manifest.json", "outline.png", "ru.json"], Unzipped(AppPackage.Write(facts)).Keys.Order());

    [Fact]
    public void The_same_facts_make_the_same_bytes() => Assert.Equal(AppPackage.Write(facts), AppPackage.Write(facts));

    [Fact]
    public void The_manifest_asks_to_hear_only_what_is_said_to_the_bot()
    {
        var manifest = Json(Unzipped(AppPackage.Write(facts))["manifest.json"]);
        Assert.Equal((TeamsDouble.App, TeamsDouble.App, "1.17"), ((string?)manifest["id"], (string?)manifest["bots"]![0]!["botId"], (string?)manifest["manifestVersion"]));
        Assert.Equal(["personal", "team", "groupChat"], manifest["bots"]![0]!["scopes"]!.AsArray().Select(scope => (string?)scope));
        Assert.Null(manifest["authorization"]);
        Assert.Null(manifest["webApplicationInfo"]);
        Assert.Equal(["personal"], Assert.Single(manifest["bots"]![0]!["commandLists"]!.AsArray())!["scopes"]!.AsArray().Select(scope => (string?)scope));
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public void Icons_have_the_size_that_teams_wants(string name, int size)
    {
        var png = Unzipped(AppPackage.Write(facts))[name].AsSpan();
        Assert.Equal((size, size), (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..])));
        // The outline stands on whatever Teams shows behind it: colour with transparency.
        if (size == 32)
            Assert.Equal(6, png[25]);
    }

    [Fact]
    public void Every_command_is_understood_as_what_it_says()
    {
        foreach (var lang in (Lang[])[Lang.Et, Lang.Ru, Lang.En])
            foreach (var (title, key) in TeamsManifestVerb.Words(Known.Texts, [lang])[0].Commands.Select(command => command.Title).Zip(TeamsManifestVerb.Commands))
                Assert.Equal((key == "how" ? "help" : key, title), (new Commands().Read(title).ToString().ToLowerInvariant(), title));
    }

    [Theory]
    [InlineData("1.0", "the version is not three numbers such as 1.0.0")]
    [InlineData("v1.0.0", "the version is not three numbers such as 1.0.0")]
    public void What_teams_would_refuse_is_said(string version, string fault)
    {
        Assert.Empty(AppPackage.Faults(facts));
        Assert.Equal([fault], AppPackage.Faults(facts with { Version = version }));
        Assert.Equal(["the organisation's name is longer than 32 characters", "the terms address is not https"], AppPackage.Faults(facts with { Developer = new('x', 33), Terms = new("http://example.org") }));
        Assert.Throws<ArgumentException>(() => AppPackage.Write(facts with { AppId = "bot" }));
    }

    [Fact]
    public async Task The_vendors_own_schemas_have_nothing_against_it()
    {
        var vendor = VendorTools.Folder;
        VendorTools.Need("@microsoft/app-manifest");
        using var folder = new TempFolder();
        foreach (var (name, content) in Unzipped(AppPackage.Write(facts)))
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, name), content, TestContext.Current.CancellationToken);
        var (code, output) = await Node.Run(vendor, ["manifest.mjs", folder.Path]);
        Assert.True(code == 0, output);
        Assert.Equal(3, output.Split("ok ").Length - 1);
        // And it would say so.
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "en.json"), """{ "name.short": "A name that is much longer than thirty characters" }""", TestContext.Current.CancellationToken);
        Assert.Equal(1, (await Node.Run(vendor, ["manifest.mjs", folder.Path])).Code);
    }
}
