using System.Net;
using Assistant.Tests.Fakes;

namespace Assistant.Benchmarks.Turns;

/// <summary>A page with its stream open.</summary>
internal sealed class Talker(Uri address) : IDisposable
{
    private readonly ChatClient chat = new(address);
    private StreamReader? stream;
    private int said;

    public async Task Open()
    {
        await chat.Open();
        stream = new(await chat.Stream());
    }

    /// <param name="heard">What the answer must hold.</param>
    public async Task Turn(string text, string heard = "")
    {
        if (await chat.Post($"m{said++}", text) is var status and not HttpStatusCode.OK)
            throw new InvalidOperationException($"The host answered {status}.");
        while (await stream!.ReadLineAsync() is { } line)
            if (line.StartsWith("data:", StringComparison.Ordinal) && line.Contains("\"role\":\"bot\"", StringComparison.Ordinal) && line.Contains(heard, StringComparison.Ordinal))
                return;
        throw new EndOfStreamException("The stream ended.");
    }

    public void Dispose()
    {
        stream?.Dispose();
        chat.Dispose();
    }
}
