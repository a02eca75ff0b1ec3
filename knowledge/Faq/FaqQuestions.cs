using System.Collections.Frozen;
using Assistant.Knowledge.Questions;

namespace Assistant.Knowledge.Faq;

/// <summary>Questions about the services, answered in the reader's language from <c>Faq/{et,ru,en}/*.md</c>. Only sure answers; danger never gets one.</summary>
public sealed class FaqQuestions : IQuestions
{
    private readonly FaqMatcher matcher = FaqMatcher.Default;
    private readonly FrozenDictionary<(Lang Lang, string Label), FaqArticle> articles;

    private FaqQuestions() => articles = Langs.All.SelectMany(lang => matcher.Labels.Select(label => (Lang: lang, Label: label)))
        .ToFrozenDictionary(key => key, key => FaqArticle.Load(key.Lang, key.Label));

    /// <summary>The built-in answers.</summary>
    public static FaqQuestions Default { get; } = new();

    /// <summary>Every answer in every language.</summary>
    public IEnumerable<FaqArticle> Articles => articles.Values;

    /// <inheritdoc/>
    public KnownAnswer? Answer(string text, Lang lang, string? lastService)
    {
        var reading = matcher.Read(text, lang, lastService);
        if (reading.Decision is not (FaqDecision.Answer or FaqDecision.OutOfScope) || !reading.IsQuestion) return null;
        var article = articles[(lang, reading.Ranking[0])];
        return new(article.Label, [article.Text], article.Service ?? reading.Service);
    }
}
