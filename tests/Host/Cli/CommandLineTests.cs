using System.Net;
using System.Net.Sockets;
using Assistant.Host.Cli;
using Assistant.Host.Configuration;
using Assistant.Host.Server;
using Assistant.Protocol;
using Microsoft.Extensions.Configuration;

namespace Assistant.Tests.Host.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly EchoServer server = new();
    private readonly string folder = Directory.CreateTempSubdirectory("cli").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("dance")]
    [InlineData("invite")]
    [InlineData("invite", "--role", "queen")]
    [InlineData("invite", "--role", "caseworker")]
    [InlineData("invite", "--role", "caseworker", "--municipality", "Atlantis")]
    [InlineData("invite", "--role", "coordinator", "--municipality", "Rakvere linn")]
    [InlineData("invite", "--role", "coordinator", "--colour", "red")]
    [InlineData("talk", "--as", "coordinator", "--lang", "fi")]
    [InlineData("serve", "--fast")]
    [InlineData("serve", "--Retention:InboxBody")]
    [InlineData("talk", "--as", "parent", "--name", "../x")]
    public async Task A_command_line_nobody_understands_costs_usage_on_stderr_and_exit_2(params string[] args)
    {
        var (code, output, error) = await Run("", args);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
        Assert.Empty(server.Started);
    }

    [Theory]
    [InlineData("Retention:InboxBody: \"abc\" is not an ISO 8601 period such as PT72H\n", "invite", "--role", "coordinator", "--Retention:InboxBody=abc")]
    [InlineData("Environment: \"Staging\" is none of Development, Test, Production\n", "serve", "--environment", "Staging")]
    [InlineData("--demo: Production shows no demonstration; set Environment to Development or Test\n", "serve", "--demo", "--environment", "Production")]
    public async Task A_refused_start_costs_one_line_and_exit_3(string line, params string[] args)
    {
        var (code, output, error) = await Run("", args);

        Assert.Equal((3, "", line), (code, output, error));
        Assert.Empty(server.Started);
    }

    [Fact]
    public async Task A_verb_runs_in_its_own_process_when_no_host_is_running()
    {
        var (code, output, error) = await Run("", "invite", "--role", "coordinator");

        Assert.Equal((1, "code for coordinator\n", "hand it over in person\n"), (code, output, error));
        Assert.Equal([ServerMode.Verb], server.Started);
        Assert.False(File.Exists(Path.Combine(folder, "control.sock")));
    }

    [Fact]
    public async Task A_verb_goes_through_the_running_host_whose_socket_only_its_owner_may_open()
    {
        await using var running = await Start(ServerMode.Serve);
        var socket = Path.Combine(folder, "control.sock");

        var (code, output, _) = await Run("", "invite", "--role", "caseworker", "--municipality", "Tapa");

        Assert.Equal((1, "code for caseworker\n"), (code, output));
        Assert.Equal([ServerMode.Serve], server.Started);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
    }

    [Fact]
    public async Task Over_the_network_the_control_addresses_do_not_exist()
    {
        await using var running = await Start(ServerMode.Serve);
        using var http = new HttpClient { BaseAddress = new(Assert.Single(running.Addresses)) };

        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/control/", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync("/control/talk", new StringContent("{}"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.PostAsync("/control/verb", new StringContent("{}"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Contains("# TYPE ", await http.GetStringAsync("/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_a_killed_process_left_behind_stops_nobody()
    {
        var socket = Path.Combine(folder, "control.sock");
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(socket));
            File.Move(socket, socket + ".kept");
        }
        File.Move(socket + ".kept", socket);

        var (code, output, _) = await Run("", "invite", "--role", "coordinator");

        Assert.Equal((1, "code for coordinator\n"), (code, output));
    }

    [Fact]
    public async Task An_address_that_is_taken_refuses_the_start_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var (code, _, error) = await Run("", "serve", "--urls", url);

        Assert.Equal(3, code);
        Assert.StartsWith("Urls: ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Talking_shows_answers_numbers_buttons_and_a_typed_number_presses_one()
    {
        var (code, output, _) = await Run("tere\n2\nplain\n2\n", "talk", "--as", "parent", "--lang", "et");

        Assert.Equal(0, code);
        Assert.Equal("""
            welcome parent
            [1] Jah  [2] Ei
            > tere
            heard tere
            [1] Jah  [2] Ei
            > [Ei]
            pressed h:1
            [1] Jah  [2] Ei
            > plain
            heard plain
            > 2
            heard 2
            [1] Jah  [2] Ei

            """, output);
        Assert.Equal([ServerMode.Talk], server.Started);
    }

    [Fact]
    public async Task Who_comes_back_sees_what_was_said_since()
    {
        await using var running = await Start(ServerMode.Serve);
        await Run("tere\n", "talk", "--as", "coordinator", "--name", "anne");
        server.Heard.Say("uus soov");

        var (_, output, _) = await Run("", "talk", "--as", "coordinator", "--name", "anne");

        Assert.Equal("heard tere\n[1] Jah  [2] Ei\nuus soov\n", output);
    }

    [Fact]
    public async Task A_conversation_is_recorded_as_a_transcript()
    {
        var file = Path.Combine(folder, "talk.chat");

        await Run("tere\n1\n", "talk", "--as", "coordinator", "--name", "anne", "--lang", "ru", "--transcript", file);

        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        Assert.StartsWith("@ 2", lines[0], StringComparison.Ordinal);
        Assert.Equal(["= coordinator anne ru", "< welcome coordinator:anne [Jah | Ei]", "> tere", "< heard tere [Jah | Ei]", "> [Jah]", "< pressed h:0 [Jah | Ei]"], lines[1..]);
    }

    [Fact]
    public async Task A_file_of_this_machine_is_handed_in_where_one_is_asked_for()
    {
        server.Heard.WantsFile = true;
        var (plain, spaced, large) = (Path.Combine(folder, "leht.pdf"), Path.Combine(folder, "minu leht.pdf"), Path.Combine(folder, "suur.pdf"));
        await File.WriteAllBytesAsync(plain, new byte[HandedIn.Largest], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(spaced, new byte[3], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(large, new byte[HandedIn.Largest + 1], TestContext.Current.CancellationToken);

        var (_, output, error) = await Run($"/file {plain} vaata lk 2\n/file \"{spaced}\"\n/file {large}\n", "talk", "--as", "coordinator");

        Assert.Contains("file leht.pdf of 5242880, 5242880 came: vaata lk 2\n", output, StringComparison.Ordinal);
        Assert.Contains("file minu leht.pdf of 3, 3 came: \n", output, StringComparison.Ordinal);
        Assert.Contains("file suur.pdf of 5242881,  came: \n", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_or_that_nobody_asked_for_is_not_taken()
    {
        var file = Path.Combine(folder, "leht.pdf");
        await File.WriteAllBytesAsync(file, new byte[3], TestContext.Current.CancellationToken);

        var (code, output, error) = await Run($"/file\n/file {file}.gone\n/file {file}\n/filed\n", "talk", "--as", "coordinator");

        Assert.Equal(0, code);
        Assert.Equal($"write /file PATH: not taken\ncannot read {file}.gone: not taken\nno file is asked for just now: not taken\n", error);
        Assert.Contains("heard /filed\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("came:", output, StringComparison.Ordinal);
    }

    private Task<IRunningServer> Start(ServerMode mode)
    {
        var data = new DataFolder(folder);
        data.Prepare();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Urls", "http://127.0.0.1:0")]).Build();
        return server.Start(SettingsReader.Read(configuration, Surroundings.Test, data), mode, TestContext.Current.CancellationToken);
    }

    private async Task<(int Code, string Output, string Error)> Run(string input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(new StringReader(input), output, error, IsInteractive: false, name => name == "DOTNET_ENVIRONMENT" ? "Test" : null);
        var code = await new CommandLine(server, terminal).Run([.. args, "--data", folder], TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
