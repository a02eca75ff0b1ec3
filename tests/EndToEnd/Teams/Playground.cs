using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Assistant.Tests.Fakes.Teams;
using Microsoft.Playwright;

namespace Assistant.Tests.EndToEnd.Teams;

/// <summary>
/// Microsoft's Agents Playground, its own emulator of Teams: the vendor's client code, with the vendor's page in a browser. A tool for development, never
/// shipped. What it cannot do (removal of messages, throttling, lost answers) the Connector's double does.
/// </summary>
internal sealed class Playground : IAsyncDisposable
{
    private const float patience = 20_000; // milliseconds

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentQueue<JsonNode> told = new();
    private readonly ConcurrentQueue<string> outside = new();
    private IPage page = null!;

    private readonly string recording;

    private Playground(Process process, int port, string recording) => (this.process, Port, this.recording) = (process, port, recording);

    public int Port { get; }

    /// <summary>What the bot is told as the Connector's address.</summary>
    public static string ServiceUrl(int port) => $"http://localhost:{port}/_connector";

    /// <summary>Addresses outside of this machine that the page asked for, in vain.</summary>
    public IReadOnlyCollection<string> Outside => outside;

    /// <summary>What the bot said, as the page was told it, in order.</summary>
    public IReadOnlyList<JsonNode> Told => [.. told];

    /// <summary>Waits until the vendor's Connector has noted a message with these words; whole, as it was sent: the page is told only a part of it.</summary>
    public async Task<JsonNode> Noted(string words)
    {
        JsonNode? found = null;
        await Until(() => (found = Sent.LastOrDefault(sent => Words(sent).Contains(words, StringComparison.Ordinal))) is not null, words);
        return found!;
    }

    private IReadOnlyList<JsonNode> Sent =>
    [
        .. File.ReadAllText(recording).Split("\n---\n")[..^1].Select(item => JsonNode.Parse(item)!)
            .Where(item => ((string?)item["direction"])!.StartsWith("User Application", StringComparison.Ordinal)).Select(item => item["request"]!["body"]!),
    ];

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <param name="entra">Gives tokens; <see langword="null"/>: the Playground calls without any.</param>
    public static async Task<Playground> Started(IBrowserContext browser, Uri endpoint, int port, EntraDouble? entra, string folder)
    {
        List<string> arguments =
        [
            Path.Combine("node_modules", "@microsoft", "m365agentsplayground", "cli.js"), "start", "-e", endpoint.AbsoluteUri, "-c", "msteams", "-p", $"{port}", "--disable-telemetry", "--enable-events-recording",
        ];
        if (entra is not null)
            arguments.AddRange(["--client-id", TeamsDouble.App, "--client-secret", "a-secret-of-nobody", "--tenant-id", TeamsDouble.Tenant]);
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = VendorTools.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        start.Environment["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] = Path.Combine(VendorTools.Folder, "playground.yml");
        start.Environment["M365_AGENTS_PLAYGROUND_LOGFILE"] = Path.Combine(folder, "playground.log");
        start.Environment["NODE_OPTIONS"] = $"--require {Path.Combine(VendorTools.Folder, "loopback.cjs")}";
        var recording = start.Environment["M365_AGENTS_PLAYGROUND_RECORDING_FILE"] = Path.Combine(folder, "playground-events.log");
        if (entra is not null)
            start.Environment["ENTRA"] = entra.Address.AbsoluteUri;
        var playground = new Playground(Process.Start(start)!, port, recording!);
        try
        {
            await playground.Open(browser);
        }
        catch
        {
            await playground.DisposeAsync();
            throw;
        }
        return playground;
    }

    private async Task Open(IBrowserContext browser)
    {
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Until(() => lines.Any(line => line.Contains("Listening on", StringComparison.Ordinal)) || process.HasExited, "it starts");
        page = await browser.NewPageAsync();
        page.SetDefaultTimeout(patience);
        await page.RouteAsync(url => new Uri(url).Host is not ("127.0.0.1" or "localhost"), route =>
        {
            outside.Enqueue(route.Request.Url);
            return route.AbortAsync();
        });
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Hear(frame.Text);
        await page.GotoAsync($"http://127.0.0.1:{Port}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send Message" }).WaitForAsync();
    }

    private void Hear(string? frame)
    {
        if (frame is { Length: > 0 } && frame[0] == '{' && JsonNode.Parse(frame) is JsonObject heard && (string?)heard["action"] == "createMessage" && heard["message"] is JsonObject message)
        {
            var copy = message.DeepClone();
            copy["chat"] = (string?)heard["actionConversationId"];
            told.Enqueue(copy);
        }
    }

    /// <summary>Words of a message, with those of its card.</summary>
    public static string Words(JsonNode message) =>
        $"{(string?)message["text"]} {string.Join(' ', (message["attachments"]?.AsArray() ?? []).SelectMany(attachment => attachment?["content"]?["body"]?.AsArray() ?? []).Select(block => (string?)block!["text"] ?? (string?)block["inlines"]?[0]?["text"]))}".Trim();

    /// <summary>Waits until the bot has said one of these, anywhere.</summary>
    public Task<JsonNode> Hears(params string[] words) => Hears(0, words);

    /// <param name="after">How many messages had come before.</param>
    public async Task<JsonNode> Hears(int after, params string[] words)
    {
        JsonNode? found = null;
        await Until(() => (found = Told.Skip(after).FirstOrDefault(message => words.Any(some => Words(message).Contains(some, StringComparison.Ordinal)))) is not null, words[0]);
        return found!;
    }

    /// <summary>Waits until the bot has attached something of this kind.</summary>
    public async Task<JsonNode> Attached(string contentType)
    {
        JsonNode? Found() => Told.SelectMany(message => message["attachments"]?.AsArray() ?? []).LastOrDefault(attachment => (string?)attachment?["contentType"] == contentType);
        await Until(() => Found() is not null, contentType);
        return Found()!;
    }

    /// <summary>The person allows an offered file: the page has no card for it, so the call is made up and sent by the Playground.</summary>
    public Task Allows(JsonNode offer, Uri upload)
    {
        var call = Made("invoke", "file-allowed");
        call["name"] = "fileConsent/invoke";
        call["value"] = new JsonObject
        {
            ["type"] = "fileUpload",
            ["action"] = "accept",
            ["context"] = offer["content"]!["acceptContext"]!.DeepClone(),
            ["uploadInfo"] = new JsonObject { ["uploadUrl"] = upload.AbsoluteUri, ["contentUrl"] = upload.AbsoluteUri, ["name"] = (string?)offer["name"], ["uniqueId"] = "1", ["fileType"] = "html" },
        };
        return Send(call);
    }

    /// <summary>The person hands in a file: the page has no button for it.</summary>
    public Task HandsIn(string name)
    {
        var message = Made("message", "file-handed-in");
        message["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.teams.file.download.info", ["name"] = name, ["contentUrl"] = $"https://example.sharepoint.com/{name}",
            ["content"] = new JsonObject { ["downloadUrl"] = $"https://example.sharepoint.com/{name}?token=1", ["uniqueId"] = "1", ["fileType"] = "docx" },
        });
        return Send(message);
    }

    /// <summary>An activity of this person that their page could not make.</summary>
    private JsonObject Made(string type, string id) => new()
    {
        ["type"] = type,
        ["id"] = id,
        ["channelId"] = "msteams",
        ["locale"] = "en-US",
        ["serviceUrl"] = ServiceUrl(Port),
        ["from"] = new JsonObject { ["id"] = "user-id-0", ["name"] = "Mari Õunapuu", ["aadObjectId"] = "44444444-4444-4444-4444-444444444440" },
        ["recipient"] = new JsonObject { ["id"] = TeamsDouble.App },
        ["conversation"] = new JsonObject { ["id"] = "a:isiklik-1", ["conversationType"] = "personal", ["tenantId"] = TeamsDouble.Tenant },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsDouble.Tenant } },
    };

    private async Task Send(JsonObject activity)
    {
        using var http = new HttpClient();
        using var body = new StringContent(activity.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"http://127.0.0.1:{Port}/_internal/v1/customActivities"), body);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Goes to another chat of the page's list.</summary>
    public Task Goto(string chat) => page.GetByRole(AriaRole.Treeitem, new() { Name = chat, Exact = true }).ClickAsync();

    /// <summary>Types and sends.</summary>
    public async Task Say(string text)
    {
        await page.GetByRole(AriaRole.Textbox).Last.ClickAsync();
        await page.Keyboard.TypeAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send Message" }).Last.ClickAsync();
    }

    /// <summary>Types with the bot's name before it, without which groups and channels keep their words to themselves.</summary>
    /// <param name="posts">A new post of a channel, rather than a message of a group.</param>
    public async Task Mention(string text, bool posts)
    {
        var box = posts ? page.GetByRole(AriaRole.Textbox).First : page.GetByRole(AriaRole.Textbox).Last;
        await box.ClickAsync();
        await page.Keyboard.TypeAsync("@", new() { Delay = 20 });
        await page.Locator(".fui-MenuItem__content", new() { HasText = "Abiline" }).First.ClickAsync();
        await page.Keyboard.TypeAsync(" " + text);
        await page.GetByRole(AriaRole.Button, new() { Name = posts ? "Post" : "Send Message" }).Last.ClickAsync();
    }

    /// <summary>Clicks a card's button.</summary>
    public Task Press(string label) => page.Locator(".ac-adaptiveCard").GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).Last.ClickAsync();

    /// <summary>Chooses one of a card's choices.</summary>
    public Task Choose(string label) => page.Locator(".ac-adaptiveCard").Last.GetByLabel(label).CheckAsync();

    /// <summary>Fills a card's field.</summary>
    public Task Fill(string label, string value) => page.Locator(".ac-adaptiveCard").Last.GetByLabel(label).First.FillAsync(value);

    /// <summary>Waits until the page shows it.</summary>
    public Task Shows(string text) => page.GetByText(text).Last.WaitForAsync();

    /// <summary>Sends an event of the page's own menu.</summary>
    public async Task Mock(string item)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Mock an Activity" }).ClickAsync();
        await page.Locator("[role=menuitem]", new() { HasText = item }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.WaitForAsync();
        await dialog.Locator("button", new() { HasText = "Send activity" }).First.ClickAsync();
    }

    private async Task Until(Func<bool> isSo, string what)
    {
        for (var waited = 0; waited < patience; waited += 50)
        {
            if (isSo())
                return;
            await Task.Delay(50);
        }
        throw new TimeoutException($"{what}; heard so far:\n{string.Join('\n', Told.Select(Words))}\n{string.Join('\n', lines)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (page is not null)
            await page.CloseAsync();
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
