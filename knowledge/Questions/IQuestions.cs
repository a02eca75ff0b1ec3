using System.Collections.Immutable;
using Assistant.Knowledge.Safety;

namespace Assistant.Knowledge.Questions;

/// <summary>Answers people's questions about the services from the knowledge base. Pure.</summary>
public interface IQuestions
{
    /// <param name="lastService">Catalogue id talked about last, for "and what does it cost?".</param>
    /// <param name="danger">What was read of danger in the same text; <see langword="null"/>: not read yet.</param>
    QuestionReading Read(string text, Lang lang, string? lastService, CrisisReading? danger = null);

    /// <returns>The answer of that label; <see langword="null"/> when there is none any more.</returns>
    KnownAnswer? Find(string label, Lang lang);

    /// <returns>The same answer in easy Estonian, where it has easy words.</returns>
    KnownAnswer InEasyWords(KnownAnswer answer) => answer;
}

/// <summary>What came of a question.</summary>
public abstract record QuestionReading
{
    private QuestionReading() { }

    /// <summary>It asks nothing.</summary>
    public sealed record NoQuestion : QuestionReading;
    /// <summary>This answers it.</summary>
    /// <param name="NamesService">The question itself names a service: it is about us, whatever was asked.</param>
    public sealed record Sure(KnownAnswer Answer, bool NamesService) : QuestionReading;
    /// <summary>It is another office's business; the text says so.</summary>
    public sealed record Elsewhere(KnownAnswer Answer) : QuestionReading;
    /// <summary>It asks something, but not surely one thing.</summary>
    /// <param name="Suggestions">At most three, the likeliest first; empty: nothing comes near.</param>
    public sealed record Unsure(ImmutableArray<KnownAnswer> Suggestions) : QuestionReading;
}

/// <summary>An answer in the reader's language, ready to show.</summary>
/// <param name="Label">Which answer, e.g. <c>support_person.cost</c>.</param>
/// <param name="Title">The question it answers, short enough for a button.</param>
/// <param name="Text">Plain text, at most two short sentences each.</param>
/// <param name="Service">Catalogue id it is about; <see langword="null"/>: none in particular.</param>
public sealed record KnownAnswer(string Label, string Title, ImmutableArray<string> Text, string? Service);

/// <summary>Knows no answers.</summary>
public sealed class NoQuestions : IQuestions
{
    /// <inheritdoc/>
    public QuestionReading Read(string text, Lang lang, string? lastService, CrisisReading? danger = null) => new QuestionReading.NoQuestion();

    /// <inheritdoc/>
    public KnownAnswer? Find(string label, Lang lang) => null;
}
