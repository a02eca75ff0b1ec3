using System.Collections.Frozen;
using Assistant.Knowledge.Questions;
using Assistant.Knowledge.Safety;

namespace Assistant.Knowledge.Faq;

/// <summary>Questions about the services, answered in the reader's language from <c>Faq/{et,ru,en}/*.md</c>, in easy Estonian from <c>Faq/et-easy.yaml</c>. Danger never gets one.</summary>
public sealed class FaqQuestions : IQuestions
{
    private readonly FaqMatcher matcher = FaqMatcher.Default;
    private readonly FrozenDictionary<(Lang Lang, string Label), FaqArticle> articles;

    private const string EasyWords = "Faq/et-easy.yaml";
    private readonly FrozenDictionary<string, string> easy =
        FlatYaml.Read(EasyWords, Resource.Text(EasyWords)).ToFrozenDictionary(text => text.Key, text => text.Value, StringComparer.Ordinal);

    private FaqQuestions() => articles = Langs.All.SelectMany(lang => matcher.Labels.Select(label => (Lang: lang, Label: label)))
        .ToFrozenDictionary(key => key, key => FaqArticle.Load(key.Lang, key.Label));

    /// <summary>The built-in answers.</summary>
    public static FaqQuestions Default { get; } = new();

    /// <summary>Every answer in every language.</summary>
    public IEnumerable<FaqArticle> Articles => articles.Values;

    /// <inheritdoc/>
    public QuestionReading Read(string text, Lang lang, string? lastService, CrisisReading? danger = null)
    {
        var reading = matcher.Read(text, lang, lastService, danger);
        return reading switch
        {
            { IsQuestion: false } or { Decision: FaqDecision.Crisis } => new QuestionReading.NoQuestion(),
            { Decision: FaqDecision.Answer } => new QuestionReading.Sure(Known(lang, reading.Ranking[0], reading.Service), reading.NamesService),
            { Decision: FaqDecision.OutOfScope } => new QuestionReading.Elsewhere(Known(lang, reading.Ranking[0])),
            _ => new QuestionReading.Unsure([.. reading.Near.Select(label => Known(lang, label))]),
        };
    }

    /// <inheritdoc/>
    public KnownAnswer? Find(string label, Lang lang) => articles.ContainsKey((lang, label)) ? Known(lang, label) : null;

    /// <summary>Answers (<c>label</c>) and the questions on buttons (<c>label.title</c>) in easy Estonian.</summary>
    public IReadOnlyDictionary<string, string> Easy => easy;

    /// <inheritdoc/>
    public KnownAnswer InEasyWords(KnownAnswer answer) => easy.TryGetValue(answer.Label, out var text)
        ? answer with { Title = easy[$"{answer.Label}.title"], Text = [text] }
        : answer;

    /// <param name="service">The service talked about, for an answer about no single one.</param>
    private KnownAnswer Known(Lang lang, string label, string? service = null)
    {
        var article = articles[(lang, label)];
        return new(article.Label, article.Title, [article.Text], article.Service ?? service);
    }
}
