using System.Net;
using System.Text.Json;
using Assistant.Tests.Fakes;

namespace Assistant.Benchmarks.Turns;

/// <summary>A page with its stream open.</summary>
internal sealed class Talker(Uri address) : IDisposable
{
    /// <summary>A host that is merely slow has answered by then.</summary>
    private static readonly TimeSpan longest = TimeSpan.FromSeconds(30);

    private readonly ChatClient chat = new(address);
    private StreamReader? stream;
    private int said;

    public async Task Open()
    {
        await chat.Open();
        stream = new(await chat.Stream());
    }

    /// <param name="heard">What the answer must hold. What the page said itself, which the stream shows as well, is no answer.</param>
    /// <exception cref="TimeoutException">No such answer came; tells what came instead.</exception>
    public async Task Turn(string text, string heard = "")
    {
        if (await chat.Post($"m{said++}", text) is var status and not HttpStatusCode.OK)
            throw new InvalidOperationException($"The host answered {status}.");
        List<string> answers = [];
        using var limit = new CancellationTokenSource(longest);
        try
        {
            while (await stream!.ReadLineAsync(limit.Token) is { } line)
            {
                answers.AddRange(Answers(line));
                if (answers.Any(answer => answer.Contains(heard, StringComparison.Ordinal)))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"To '{text}' nothing with '{heard}' was said in {longest}, but: {(answers.Count == 0 ? "nothing" : string.Join(" | ", answers))}");
        }
        throw new EndOfStreamException("The stream ended.");
    }

    /// <summary>What the house says in a line of the stream.</summary>
    private static IEnumerable<string> Answers(string line)
    {
        const string Data = "data:", Bot = "\"role\":\"bot\"";
        if (!line.StartsWith(Data, StringComparison.Ordinal) || !line.Contains(Bot, StringComparison.Ordinal))
            return [];
        using var batch = JsonDocument.Parse(line.AsMemory(Data.Length));
        return [.. batch.RootElement.GetProperty("activities").EnumerateArray()
            .Where(activity => activity.GetProperty("from").GetProperty("role").GetString() == "bot")
            .Select(activity => activity.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "")];
    }

    public void Dispose()
    {
        stream?.Dispose();
        chat.Dispose();
    }
}
