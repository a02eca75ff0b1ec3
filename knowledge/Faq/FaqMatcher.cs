using Assistant.Knowledge.Language.Concepts;
using Assistant.Knowledge.Language.Likeness;
using Assistant.Knowledge.Safety;

namespace Assistant.Knowledge.Faq;

/// <summary>
/// Finds the answer to a question: which service it names and which facets it asks about (words of <c>Faq/{et,ru,en}/words.yaml</c>, weights of
/// <c>Faq/labels.yaml</c>), with the likeness to known phrasings as tie-break and fallback, and what was learnt from the corpora (<c>Faq/likeness.bin</c>). Danger goes before everything. Pure, thread-safe, never
/// throws, linear in the length of the text.
/// </summary>
public sealed class FaqMatcher
{
    /// <summary>Label of questions that are another office's business.</summary>
    public const string OutOfScope = "out_of_scope";

    /// <summary>Label of what help there is at all.</summary>
    public const string Overview = "service.what";

    /// <summary>Label of danger.</summary>
    public const string Crisis = "crisis";

    /// <summary>Ends the concept of what describes a service without its name.</summary>
    private const string HintSuffix = "hint";

    /// <summary>Most answers offered at once.</summary>
    private const int MostOffered = 3;

    private readonly ConceptLexicon lexicon = ConceptLexicon.Load("Faq", "words");
    private readonly FaqLabelsFile weights = Resource.Yaml<FaqLabelsFile>("Faq/labels.yaml");
    private readonly FaqLabel[] labels;
    private readonly PhrasingIndex phrasings;
    private readonly LikenessRuns runs;
    private readonly LikenessModel model = LikenessModel.Read("Faq/likeness.bin");
    private readonly ConceptSet services;
    private readonly ConceptSet asking;
    private readonly QuestionFocus focus;

    private FaqMatcher()
    {
        labels = [.. weights.Labels.Select(file => new FaqLabel(
            file.Label,
            file.Service is null ? default : lexicon.Names.Any(file.Service),
            file.Service is null ? default : lexicon.Names.Any(file.Service + HintSuffix),
            file.Service is null ? null : file.Label.Split('.')[0].Replace('_', '-'),
            file.Base,
            [.. file.Weights.Select(w => (lexicon.Names.Any(w.Key), w.Value))]))];
        foreach (var label in labels) services |= label.Service;
        asking = lexicon.Names.Any("asking");
        focus = new(asking, asking | lexicon.Names.Any("turn"));
        runs = new(lexicon.Names);
        phrasings = new([.. Langs.All.SelectMany(Phrasings)], labels.Length);
    }

    /// <summary>The matcher of the built-in answers.</summary>
    public static FaqMatcher Default { get; } = new();

    /// <summary>Every label that has a text.</summary>
    public IReadOnlyList<string> Labels => [.. labels.Select(label => label.Name)];

    /// <param name="question">What the person asked.</param>
    /// <param name="lang">Their language, when known; only a hint.</param>
    /// <param name="lastService">The service of their last question, for "and how much is that?".</param>
    /// <param name="read">What the gate read in the same text; <see langword="null"/>: it is asked here.</param>
    public FaqReading Read(string question, Lang? lang = null, string? lastService = null, CrisisReading? read = null)
    {
        var message = Tagged.Read(lexicon, question, lang, services | asking);
        var scores = Score(message, phrasings.Likeness(message), lastService);
        // A follow-up leans on the question before it, which the corpora's questions have not.
        var (learnt, dangerous) = Learnt(question, message);
        if (lastService is not null && !message.All.Meets(services)) Array.Clear(learnt);
        var order = Order(scores, learnt);
        var danger = read ?? CrisisGate.Default.Read(question, lang);
        var sure = Decide(message, scores, order, lastService);
        var isCrisis = danger.IsCrisis && !(danger.IsFaint && sure == FaqDecision.Answer) && !(danger.IsOnlyHeard && dangerous < weights.Dangerous);
        var ranking = new string[order.Length + 1];
        ranking[isCrisis ? 0 : order.Length] = Crisis;
        for (var i = 0; i < order.Length; i++) ranking[isCrisis ? i + 1 : i] = labels[order[i]].Name;
        var named = Array.Find(labels, label => label.ServiceName is not null && message.All.Meets(label.Service))?.ServiceName;
        var decision = isCrisis ? FaqDecision.Crisis : sure;
        return new(decision, ranking, named ?? lastService, IsQuestion(message, question, decision))
        {
            NamesService = message.All.Meets(services),
            Near = decision == FaqDecision.Suggest ? [.. order.Where(i => scores[i] >= weights.Near && labels[i].Name != OutOfScope).Take(MostOffered).Select(i => labels[i].Name)] : [],
        };
    }

    /// <summary>The labels, the likeliest first; of two as likely the first of the file.</summary>
    private static int[] Order(double[] scores, double[] learnt)
    {
        var order = new int[scores.Length];
        for (var i = 0; i < order.Length; i++)
        {
            var at = i;
            for (; at > 0 && scores[order[at - 1]] + learnt[order[at - 1]] < scores[i] + learnt[i]; at--) order[at] = order[at - 1];
            order[at] = i;
        }
        return order;
    }

    /// <summary>What the gate reads, except what is only like danger and, by all that is known of questions, rather one about the services.</summary>
    public CrisisReading Danger(string text, Lang? lang = null)
    {
        var danger = CrisisGate.Default.Read(text, lang);
        return danger.IsOnlyHeard && Read(text, lang, read: danger).Decision != FaqDecision.Crisis ? CrisisReading.None : danger;
    }

    /// <summary>An answer inside a dialogue may hold a service's word or another office's; only what asks, or names a service and a facet, is a question.</summary>
    private bool IsQuestion(Tagged message, string text, FaqDecision decision) =>
        text.Contains('?', StringComparison.Ordinal) || message.All.Meets(asking) || (decision == FaqDecision.Answer && message.All.Meets(services));

    /// <summary>An answer about a service is only suggested when the question neither names nor describes it and does not follow one about it.</summary>
    private FaqDecision Decide(Tagged message, double[] scores, int[] order, string? lastService)
    {
        var first = labels[order[0]];
        if (first.Name == OutOfScope) return scores[order[0]] >= weights.Near ? FaqDecision.OutOfScope : FaqDecision.Suggest;
        var isMeant = first.ServiceName is null || first.ServiceName == lastService || message.All.Meets(first.Service | first.Hint);
        if (!isMeant || scores[order[0]] < weights.Sure) return FaqDecision.Suggest;
        foreach (var i in order.AsSpan(1))
        {
            if (scores[order[0]] - scores[i] < weights.Margin) return FaqDecision.Suggest;
        }
        return FaqDecision.Answer;
    }

    private double[] Score(Tagged message, double[] likeness, string? lastService)
    {
        var (question, unknown) = focus.Of(message);
        var named = (question.Meets(services) ? question : message.All) & services;
        var namesService = !named.IsEmpty;
        var several = IsSeveral(named);
        var scores = new double[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i];
            var score = weights.Likeness * likeness[i];
            foreach (var (facet, weight) in label.Weights)
            {
                if (question.Meets(facet)) score += weight;
                else if (message.All.Meets(facet)) score += weights.Aside * weight;
            }
            score += label.ServiceName is null ? namesService ? weights.GenericDespiteService : lastService is null ? label.Base : 0
                : named.Meets(label.Service) ? weights.ServiceNamed + label.Base
                : namesService ? weights.ServiceOther
                : label.ServiceName == lastService ? weights.ServiceRemembered
                : message.All.Meets(label.Hint) ? weights.ServiceHinted
                : weights.ServiceMissing;
            if (label.Name == Overview && several) score += weights.SeveralServices;
            if (label.Name == OutOfScope && !namesService) score += weights.UnknownWord * Math.Min(weights.UnknownWords, unknown);
            scores[i] = score;
        }
        return scores;
    }

    private bool IsSeveral(ConceptSet named)
    {
        string? first = null;
        foreach (var label in labels)
        {
            if (label.ServiceName is null || !named.Meets(label.Service)) continue;
            if (first is not null && first != label.ServiceName) return true;
            first = label.ServiceName;
        }
        return false;
    }

    /// <summary>What questions like this one are about, as learnt from the corpora. It orders the answers; how sure we are, the words decide.</summary>
    /// <returns>What speaks for each label, and how much more speaks for danger than for the likeliest of them, as a natural logarithm.</returns>
    private (double[] Labels, double Dangerous) Learnt(string question, Tagged message)
    {
        Span<double> odds = stackalloc double[model.Kinds];
        Odds(question, message, odds);
        var dangerous = Dangerous(odds);
        var learnt = odds[..labels.Length].ToArray();
        // A story may tell of danger anywhere, but is answered by the question in it more than by all else.
        if (focus.TextOf(message, question) is var asked && asked.Length < question.Length)
        {
            Odds(asked, Tagged.Read(lexicon, asked, null, services | asking), odds);
            for (var i = 0; i < learnt.Length; i++) learnt[i] = (learnt[i] + odds[i]) / 2;
        }
        for (var i = 0; i < learnt.Length; i++) learnt[i] *= weights.Learnt;
        return (learnt, dangerous);
    }

    private void Odds(string text, Tagged message, Span<double> odds)
    {
        Span<uint> found = stackalloc uint[LikenessRuns.Max];
        model.Score(found[..runs.Collect(text, message, found)], odds);
    }

    /// <summary>Danger is the model's last kind.</summary>
    private static double Dangerous(ReadOnlySpan<double> odds)
    {
        var most = double.NegativeInfinity;
        foreach (var label in odds[..^1]) most = Math.Max(most, label);
        return odds[^1] - most;
    }

    /// <summary>What the learnt model compares of a question; for learning it.</summary>
    internal uint[] Runs(string question, Lang lang)
    {
        Span<uint> found = stackalloc uint[LikenessRuns.Max];
        return found[..runs.Collect(question, Tagged.Read(lexicon, question, lang, services | asking), found)].ToArray();
    }

    private IEnumerable<(int Label, string Text)> Phrasings(Lang lang)
    {
        foreach (var (name, texts) in Resource.Yaml<Dictionary<string, List<string>>>($"Faq/{lang.Code()}/phrasings.yaml"))
        {
            var label = Array.FindIndex(labels, l => l.Name == name);
            if (label < 0) throw new FormatException($"Faq/{lang.Code()}/phrasings.yaml has no label {name}.");
            foreach (var text in texts) yield return (label, text);
        }
    }
}
