using System.Text.Json;
using Assistant.Host.Cli;
using Assistant.Host.Configuration;
using Assistant.Host.Server;
using Assistant.Storage;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Assistant.Tests.Host.Cli;

/// <summary>The verbs on a real store.</summary>
public sealed class StoreVerbsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("verbs").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_code_from_invite_makes_whoever_writes_it_a_coordinator()
    {
        var (code, output, _) = await Run("", "invite", "--role", "coordinator");
        Assert.Equal(0, code);
        Assert.Equal(22, output.Trim().Length);

        var (_, talk, _) = await Run($"{output.Trim()}\nqueue\n", "talk", "--as", "parent", "--lang", "en");

        Assert.Contains("You are a coordinator now", talk, StringComparison.Ordinal);
        Assert.Contains("No request is waiting", talk, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rakvere linn", "Rakvere linn")]
    [InlineData("tapal", "Tapa vald")]
    public async Task A_caseworkers_code_ties_to_the_municipality_by_its_name_in_the_catalogue(string written, string name)
    {
        var (code, output, error) = await Run("", "invite", "--role", "caseworker", "--municipality", written);

        Assert.Equal((0, $"For a worker of {name}."), (code, error.Split('\n')[0]));
        using var storage = SqliteStorage.Open(new() { Folder = folder, Clock = SystemClock.Instance, IsProduction = false });
        Assert.Equal(name, (await storage.Store.Read(unit => storage.Invitations.PurposeOf(unit, output.Trim()), TestContext.Current.CancellationToken))?.Municipality);
    }

    [Theory]
    [InlineData(null, "--municipality NAME is needed for the role caseworker")]
    [InlineData("Atlantis", "\"Atlantis\" is no municipality of Estonia")]
    public async Task A_caseworker_of_no_municipality_is_not_invited(string? written, string complaint)
    {
        var (code, output, error) = await Run("", written is null ? ["invite", "--role", "caseworker"] : ["invite", "--role", "caseworker", "--municipality", written]);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(complaint, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_put_in_place_brings_back_the_state_it_was_made_of()
    {
        await Run("tere\n", "talk", "--as", "parent");
        var (_, before, _) = await Run("", "dump", "--canonical");
        var (_, copies, _) = await Run("", "backup");
        await Run("eesti keel\n", "talk", "--as", "parent");
        Assert.NotEqual(before, (await Run("", "dump", "--canonical")).Output);

        var paths = copies.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (code, output, error) = await Run("", "restore", paths[0], "--keys", paths[1]);

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("sound: ", output, StringComparison.Ordinal);
        Assert.Equal(before, (await Run("", "dump", "--canonical")).Output);
        Assert.StartsWith("sound: ", (await Run("", "verify")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_not_restored_and_nothing_is_restored_under_a_running_host()
    {
        await Run("", "backup");
        var (_, copies, _) = await Run("", "backup");
        var (code, _, error) = await Run("", "restore", Path.Combine(folder, "no-such.db"));
        Assert.Equal(3, code);
        Assert.Contains("does not exist", error, StringComparison.Ordinal);

        await using var running = await new AssistantServer(TimeProvider.System).Start(Here(), ServerMode.Talk, TestContext.Current.CancellationToken);
        (code, _, error) = await Run("", "restore", copies.Split('\n')[0]);

        Assert.Equal(3, code);
        Assert.Contains("a host runs on", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_in_one_line()
    {
        await using var running = await new AssistantServer(TimeProvider.System).Start(Here(), ServerMode.Talk, TestContext.Current.CancellationToken);

        var (code, _, error) = await Run("", "serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal((3, $"--data: another process works on {folder}\n"), (code, error));
    }

    [Fact]
    public async Task The_whole_state_in_clear_is_shown_nowhere_but_in_Test()
    {
        var (code, output, error) = await Run("", "dump", "--canonical", "--environment", "Development");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("only where Environment is Test", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_exported_erased_and_then_unknown()
    {
        await Run("tere, mina siin\n", "talk", "--as", "parent");
        var person = Person();
        var (_, document, _) = await Run("", "export", "--person", person);
        Assert.Contains("tere, mina siin", document, StringComparison.Ordinal);
        Assert.Equal(person, JsonDocument.Parse(document).RootElement.GetProperty("person").GetProperty("id").GetString());

        var (code, receipt, _) = await Run("", "erase", "--person", person);

        Assert.Equal(0, code);
        Assert.StartsWith($"erased {person} at ", receipt, StringComparison.Ordinal);
        Assert.Equal(1, (await Run("", "export", "--person", person)).Code);
        Assert.DoesNotContain("tere, mina siin", (await Run("", "dump", "--canonical")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_says_how_much_it_removed_and_doctor_what_to_look_after()
    {
        var (code, output, _) = await Run("", "retention", "--run");
        Assert.Equal(0, code);
        Assert.Contains("inbox 0", output, StringComparison.Ordinal);

        (code, output, _) = await Run("", "doctor", "store");

        Assert.Equal(0, code);
        Assert.Contains("warn store: no backup was made yet", output, StringComparison.Ordinal);
        Assert.DoesNotContain("languages", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_command_dialogue_and_button_has_a_row_of_its_own()
    {
        var (code, output, _) = await Run("", "list-commands", "--json");

        Assert.Equal(0, code);
        var rows = JsonDocument.Parse(output).RootElement.EnumerateArray()
            .ToDictionary(row => $"{row.GetProperty("kind")} {row.GetProperty("id")}", row => row.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!).ToArray());
        Assert.Equal(["coordinator"], rows["command queue"]);
        Assert.Equal(["coordinator"], rows["button request:take"]);
        Assert.Equal(["coordinator"], rows["dialog propose"]);
        Assert.Contains("parent", rows["button request:accept"]);
        Assert.Contains("parent", rows["command my-data"]);
        Assert.Contains("parent", rows["dialog eligibility"]);
    }

    /// <summary>The id of the person at the terminal.</summary>
    private string Person()
    {
        using var storage = SqliteStorage.Open(new() { Folder = folder, Clock = SystemClock.Instance, IsProduction = false });
        return storage.Store.Read(unit => storage.People.Find(unit, new("terminal", "parent"))!.Id.ToString(), CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    private Settings Here()
    {
        var data = new DataFolder(folder);
        data.Prepare();
        return SettingsReader.Read(
            new ConfigurationBuilder().Build(), Surroundings.Test, data);
    }

    private async Task<(int Code, string Output, string Error)> Run(string input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(new StringReader(input), output, error, IsInteractive: false, name => name == "DOTNET_ENVIRONMENT" ? "Test" : null);
        var code = await new CommandLine(new AssistantServer(TimeProvider.System), terminal).Run([.. args, "--data", folder], TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
