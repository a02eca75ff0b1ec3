using Assistant.Host.Cli.Talk;

namespace Assistant.Tests.Transcripts;

/// <summary>Plays a transcript in a world. Everything anybody is told must stand in it, in order and word for word.</summary>
public sealed class TranscriptRunner(IChatWorld world)
{
    /// <summary>As at the terminal: a file's name, and words for it.</summary>
    private const string HandedFile = "/file ";

    private readonly Dictionary<string, Speaker> entered = new(StringComparer.Ordinal);
    private readonly List<string> faults = [];
    private Speaker? speaker;

    /// <returns>The transcript as it went, and where it differs from what was expected, one fault an entry.</returns>
    public async Task<(string Played, IReadOnlyList<string> Faults)> Play(Transcript transcript)
    {
        using var played = new StringWriter { NewLine = "\n" };
        var writer = new TranscriptWriter(played);
        foreach (var step in transcript.Steps)
        {
            foreach (var line in step.Before) await played.WriteLineAsync(line);
            var opened = await Take(step, writer);
            if (speaker is null) continue;
            IReadOnlyList<string> told = [.. opened, .. await world.Read(speaker)];
            Tell(told, played);
            Compare(step, told);
        }
        await TellTheRest(played);
        foreach (var line in transcript.After) await played.WriteLineAsync(line);
        return (played.ToString(), faults);
    }

    /// <returns>What stands in the file that was opened.</returns>
    private async Task<IReadOnlyList<string>> Take(Step step, TranscriptWriter writer)
    {
        switch (step)
        {
            case Step.At at:
                writer.Time(at.Time);
                await world.Advance(at.Time);
                break;
            case Step.Turn turn:
                writer.Speaker(turn.Written);
                var isNew = entered.TryAdd(turn.Who.Id, turn.Who);
                speaker = entered[turn.Who.Id];
                if (isNew) await world.Enter(speaker);
                break;
            case Step.Type { Text: var text } when text.StartsWith(HandedFile, StringComparison.Ordinal):
                writer.Typed(text);
                await world.HandIn(Now(step), text[HandedFile.Length..].Split(' ')[0], string.Join(' ', text[HandedFile.Length..].Split(' ').Skip(1)));
                break;
            case Step.Type type:
                writer.Typed(type.Text);
                await world.Say(Now(step), type.Text);
                break;
            case Step.Press press:
                writer.Pressed(press.Label);
                try
                {
                    await world.Press(Now(step), press.Label);
                }
                catch (InvalidOperationException)
                {
                    faults.Add($"line {step.Line}: there is no button [{press.Label}]");
                }
                break;
            case Step.Open open:
                writer.Opened(open.Name);
                try
                {
                    return await world.Open(Now(step), open.Name);
                }
                catch (InvalidOperationException)
                {
                    faults.Add($"line {step.Line}: there is no file {open.Name}");
                }
                break;
        }
        return [];
    }

    private Speaker Now(Step step) => speaker ?? throw new FormatException($"line {step.Line}: nobody speaks yet");

    private static void Tell(IReadOnlyList<string> told, TextWriter played)
    {
        foreach (var text in told) played.WriteLine($"< {TranscriptWriter.Indent(text)}");
    }

    private void Compare(Step step, IReadOnlyList<string> told)
    {
        for (var i = 0; i < Math.Max(told.Count, step.Expected.Count); i++)
        {
            var (expected, actual) = (step.Expected.ElementAtOrDefault(i), told.ElementAtOrDefault(i));
            if (expected != actual) faults.Add($"line {step.Line}:\n  expected: {expected ?? "(nothing)"}\n  but read: {actual ?? "(nothing)"}");
        }
    }

    /// <summary>What somebody was told and the transcript never looked at.</summary>
    private async Task TellTheRest(TextWriter played)
    {
        foreach (var who in entered.Values)
        {
            if (await world.Read(who) is not { Count: > 0 } unread) continue;
            await played.WriteLineAsync($"= {who}");
            Tell(unread, played);
            faults.Add($"at the end: {who} was told what the transcript does not show:\n  {string.Join("\n  ", unread)}");
        }
    }
}
