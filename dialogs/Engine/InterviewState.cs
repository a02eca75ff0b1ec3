using System.Collections.Immutable;

namespace Assistant.Dialogs.Engine;

/// <summary>A dialogue under way, as stored between messages. Holds no position: that is worked out from the answers.</summary>
/// <param name="Dialog">Id of the dialogue.</param>
/// <param name="Given">Answers in stored form, by question id.</param>
/// <param name="Asked">The question the person saw last.</param>
/// <param name="Serial">Which asking that was.</param>
/// <param name="Misses">How many replies in a row we did not understand.</param>
public sealed record InterviewState(string Dialog, ImmutableDictionary<string, string> Given, string? Asked, int Serial, int Misses)
{
    /// <summary><see cref="Asked"/> when what was understood is shown and is to be agreed to.</summary>
    internal const string Review = "review";

    /// <summary>What was understood is shown and waits to be agreed to or put right.</summary>
    public bool IsReviewed => Asked == Review;
}
