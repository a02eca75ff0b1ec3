using System.Globalization;
using Assistant.Host.Control;
using Assistant.Protocol;

namespace Assistant.Host.Cli.Talk;

/// <summary>One conversation at one terminal: shows what is new whenever it comes, and sends what is typed.</summary>
internal sealed class TalkSession(ControlClient client, Terminal terminal, TranscriptWriter? transcript, string who, string lang) : IDisposable
{
    private const string prompt = "> ";

    private readonly SemaphoreSlim screen = new(1, 1);
    private readonly List<Button> buttons = [];
    private long shown;
    private string? folder;
    private int saved;

    /// <returns>Exit code: 1 when the host went away.</returns>
    public async Task<int> Run(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await Enter(cancellationToken);
            // Listening goes on beside typing: a coordinator's answer comes when it comes.
            var listening = Listen(over.Token);
            var code = await Converse(cancellationToken);
            await over.CancelAsync();
            await listening;
            return code;
        }
        catch (HttpRequestException)
        {
            await terminal.Error.WriteLineAsync("the host went away; what was answered is saved");
            return 1;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => screen.Dispose();

    /// <summary>Meets for the first time, or shows what was said since the person's last words.</summary>
    private async Task Enter(CancellationToken cancellationToken)
    {
        var missed = new List<TalkEntry>();
        while (await client.News(who, shown, wait: false, cancellationToken) is { Entries.IsEmpty: false } news)
        {
            missed.AddRange(news.Entries);
            shown = news.Next;
        }
        if (missed.Count == 0)
        {
            await client.Say(new(who, lang, IsJoining: true), cancellationToken);
            await Catch(cancellationToken);
            return;
        }
        foreach (var entry in missed.Skip(missed.FindLastIndex(entry => entry.IsOwn) + 1)) await Show(entry);
    }

    private async Task<int> Converse(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (terminal.IsInteractive) await terminal.Out.WriteAsync(prompt);
            await terminal.Out.FlushAsync(cancellationToken);
            if (await terminal.In.ReadLineAsync(cancellationToken) is not { } line) break;
            if (line.Length == 0 && terminal.IsInteractive) continue;
            await Say(line, cancellationToken);
        }
        await Catch(cancellationToken);
        return 0;
    }

    private async Task Say(string line, CancellationToken cancellationToken)
    {
        TalkSaid said;
        var handed = HandedLine.Read(line);
        if (handed is { Fault: { } fault })
        {
            await terminal.Error.WriteLineAsync($"{fault}: not taken");
            return;
        }
        await screen.WaitAsync(cancellationToken);
        try
        {
            var pressed = Pressed(line);
            if (!terminal.IsInteractive) await terminal.Out.WriteLineAsync(prompt + (pressed is null ? line : $"[{pressed.Label}]"));
            if (pressed is null) transcript?.Typed(line);
            else transcript?.Pressed(pressed.Label);
            said = handed is null ? new(who, lang, pressed?.Label ?? line, pressed?.Handle) : new(who, lang, handed.Words, File: handed.File);
            buttons.Clear();
        }
        finally
        {
            screen.Release();
        }
        var heard = await client.Say(said, cancellationToken);
        if (heard.IsUnasked)
            await terminal.Error.WriteLineAsync("no file is asked for just now: not taken");
        if (heard.Receipt is Receipt.Unavailable or Receipt.TooMany)
            await terminal.Error.WriteLineAsync(heard.Receipt == Receipt.TooMany ? "too many messages just now: not taken" : "cannot be saved just now: not taken");
        await Catch(cancellationToken);
    }

    /// <summary>Documents are saved where only this user reads them.</summary>
    /// <returns>Where; just the name when it cannot be saved.</returns>
    private async Task<string> Saved(FileContent file)
    {
        try
        {
            folder ??= Directory.CreateTempSubdirectory("assistant-").FullName;
            var path = Path.Combine(folder, $"{++saved}-{Path.GetFileName(file.Name)}");
            await File.WriteAllBytesAsync(path, file.Content.ToArray());
            return path;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return file.Name;
        }
    }

    /// <summary>A label presses its button, also one that is a number itself; another number presses the button at that place, while buttons are on the screen.</summary>
    private Button? Pressed(string line) => buttons.FirstOrDefault(button => button.Label == line.Trim()) ??
        (int.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= buttons.Count ? buttons[number - 1] : null);

    private async Task Listen(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var from = Interlocked.Read(ref shown);
                await Take(from, await client.News(who, from, wait: true, cancellationToken));
            }
        }
        catch (OperationCanceledException)
        {
            // The conversation is over.
        }
        catch (HttpRequestException)
        {
            // The next word typed finds out, and says so.
        }
    }

    /// <summary>Shows everything that is there now.</summary>
    private async Task Catch(CancellationToken cancellationToken)
    {
        while (true)
        {
            var from = Interlocked.Read(ref shown);
            var news = await client.News(who, from, wait: false, cancellationToken);
            if (news.Entries.IsEmpty) return;
            await Take(from, news);
        }
    }

    private async Task Take(long from, TalkLog news)
    {
        await screen.WaitAsync();
        try
        {
            // Listening and typing may both have fetched the same lines: the first shows them.
            if (from != shown) return;
            shown = news.Next;
            foreach (var entry in news.Entries) await Show(entry);
            await terminal.Out.FlushAsync();
        }
        finally
        {
            screen.Release();
        }
    }

    private async Task Show(TalkEntry entry)
    {
        if (entry.Message is not { } message) return;
        transcript?.Answered(message);
        // Over the prompt that waits there.
        if (terminal.IsInteractive) await terminal.Out.WriteAsync("\r");
        await terminal.Out.WriteLineAsync(message.Text);
        if (message.File is { } file) await terminal.Out.WriteLineAsync($"{{{await Saved(file)}}}");
        if (message.Buttons.IsDefaultOrEmpty) return;
        await terminal.Out.WriteLineAsync(string.Join("  ", message.Buttons.Select((button, n) => string.Create(CultureInfo.InvariantCulture, $"[{buttons.Count + n + 1}] {button.Label}"))));
        buttons.AddRange(message.Buttons);
    }
}
