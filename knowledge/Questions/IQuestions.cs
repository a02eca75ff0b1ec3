using System.Collections.Immutable;

namespace Assistant.Knowledge.Questions;

/// <summary>Answers people's questions about the services from the knowledge base. Pure.</summary>
public interface IQuestions
{
    /// <param name="lastService">Catalogue id talked about last, for "and what does it cost?".</param>
    /// <returns><see langword="null"/> when this is no question we know.</returns>
    KnownAnswer? Answer(string text, Lang lang, string? lastService);
}

/// <summary>An answer in the reader's language, ready to show.</summary>
/// <param name="Label">Which answer, e.g. <c>support_person.cost</c>.</param>
/// <param name="Text">Plain text, at most two short sentences each.</param>
/// <param name="Service">Catalogue id it is about; <see langword="null"/>: none in particular.</param>
public sealed record KnownAnswer(string Label, ImmutableArray<string> Text, string? Service);

/// <summary>Knows no answers.</summary>
public sealed class NoQuestions : IQuestions
{
    /// <inheritdoc/>
    public KnownAnswer? Answer(string text, Lang lang, string? lastService) => null;
}
