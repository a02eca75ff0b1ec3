namespace Assistant.Knowledge.Faq;

/// <summary>What to do with a question.</summary>
public enum FaqDecision
{
    /// <summary>The first label's text answers it.</summary>
    Answer,
    /// <summary>Offer the nearest as buttons, and a human.</summary>
    Suggest,
    /// <summary>Say plainly that it is another office's business, and offer a human.</summary>
    OutOfScope,
    /// <summary>It is no question but danger: the helpline card, never a text of ours.</summary>
    Crisis,
}

/// <summary>How a question was understood.</summary>
/// <param name="Decision">What to do with it.</param>
/// <param name="Ranking">Every label, the likeliest first.</param>
/// <param name="Service">The service it is about as its catalogue id (<c>support-person</c>), to be given with the next question; the last one when this question names none.</param>
/// <param name="IsQuestion">Whether it asks at all: during another dialogue an answer is not taken for a question.</param>
public sealed record FaqReading(FaqDecision Decision, IReadOnlyList<string> Ranking, string? Service, bool IsQuestion)
{
    /// <summary>Whether the question itself names a service.</summary>
    public bool NamesService { get; init; }

    /// <summary>The few labels near enough to be offered, the likeliest first; never another office's business.</summary>
    public IReadOnlyList<string> Near { get; init; } = [];
}
