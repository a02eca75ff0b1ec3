using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Broadcasts;

/// <summary>What a message to many looks like to those who get it, and what its author is told.</summary>
public static class BroadcastNotices
{
    /// <summary>The message itself. What is answered goes to a human.</summary>
    public static Effect.Say Words(string id, string words) =>
        new(Line.Of("announcement.words", new Slot("words", Words: words))) { Choices = [new($"broadcast:reply:{id}", new("announcement.reply"))] };

    /// <summary>To the author: what became of it.</summary>
    public static Effect.Say Done(string id, string reference, int sent, int failed, int uncertain, int held) =>
        new(Line.Of("broadcast.told-done", new("reference", Words: reference), new("sent", Words: $"{sent}"), new("failed", Words: $"{failed}"), new("uncertain", Words: $"{uncertain}"), new("held", Words: $"{held}")))
        {
            Choices =
            [
                .. failed + uncertain + held > 0 ? [BroadcastDoor.Choice("who", id)] : ImmutableArray<Choice>.Empty,
                .. failed > 0 ? [BroadcastDoor.Choice("again", id)] : ImmutableArray<Choice>.Empty,
            ],
        };
}
