using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Broadcasts;

/// <summary>Somebody writes, or dictates, to many: what, to whom, in which languages, when. The review is the preview.</summary>
public sealed class BroadcastDialog : Dialog
{
    /// <summary><see cref="Id"/>, for what leads here.</summary>
    internal const string Name = "broadcast-new";

    /// <summary>Id of the question to whom.</summary>
    internal const string To = "to";

    /// <summary>Longest text, in UTF-16 units: as in the records.</summary>
    private const int LongestText = 6000;

    /// <summary>From here on it is more than one message in the narrowest channel, UTF-16 units.</summary>
    private const int OneMessage = 4096;

    private const string Why = "broadcast-new.why", Municipality = "municipality", Now = "now", Try = "try";

    private static readonly SpokenLanguage languages = new();

    private static readonly LocalTimePattern clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly Question<string> text = Ask.Text("text", LongestText) with { Why = Why };

    private static readonly Question<string> to = Some(Ask.OneOf(To, static (_, facts) =>
    [
        .. facts.Audiences.Where(audience => !audience.IsMunicipality).Select(Option),
        .. facts.Audiences.Any(audience => audience.IsMunicipality) ? [new Option(Municipality)] : ImmutableArray<Option>.Empty,
    ]));

    private static readonly Question<string> municipality = Some(Ask.OneOf("municipality", static (_, facts) => [.. facts.Audiences.Where(audience => audience.IsMunicipality).Select(Option)]) with
    {
        When = static (answers, _) => answers.Has(to) && answers.Get(to) == Municipality,
    });

    private static readonly ImmutableArray<Question<string>> others = [.. Langs.All.Select(Translation)];

    private static readonly Question<WishedTime> moment = Ask.Moment("when");

    private static readonly Question<string> when = new("when",
        static h => h.Chosen is Now or Try && h.Chosen is { } chosen ? chosen : moment.Read(h),
        static stored => stored,
        static (stored, answers, facts) => stored is Now or Try || moment.Revive(stored, answers, facts) is not null ? stored : default(Reading<string>))
    {
        Options = static (_, _) => [new(Now), new(Try)],
        Wanted = Wanted.DateTime,
        Bounds = moment.Bounds,
        Why = Why,
        Shown = static (stored, facts) => WishedTime.Parse(stored) is { } wished ? wished.Shown("", facts.Now) : new("", Key: $"broadcast-new.when.{stored}"),
    };

    private static readonly Question<LocalTime> hour = Ask.Hour("hour", static answers => WishedTime.Parse(answers.Get(when))!.Value.Date) with
    {
        When = static (answers, _) => answers.Has(when) && WishedTime.Parse(answers.Get(when)) is { Time: null },
        Why = Why,
    };

    /// <inheritdoc/>
    public override string Id => Name;
    /// <inheritdoc/>
    public override Needs Needs => Needs.Audiences;
    /// <inheritdoc/>
    public override bool Review => true;
    /// <inheritdoc/>
    public override string ReviewYes => "broadcast-new.review-yes";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [text, to, municipality, .. others, when, hour];

    /// <inheritdoc/>
    public override ImmutableArray<Audience> Roles => Rights.Workers;
    /// <inheritdoc/>
    public override Line NotYours => new("broadcast.not-yours");
    /// <inheritdoc/>
    public override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => facts.Audiences.IsEmpty ? new("broadcast.not-yours") : null;

    /// <summary>The preview: words in each language, how many get it and who lacks a translation.</summary>
    public override Line? Card(IReadOnlyDictionary<string, string> answers, Facts facts)
    {
        if (Audience(answers.GetValueOrDefault(To), answers.GetValueOrDefault(municipality.Id), facts) is not { } audience || answers.GetValueOrDefault(text.Id) is not { } words)
            return null;
        var written = LanguageOf(words, facts);
        List<Line> rows = [Line.Of("broadcast-new.card-words", new Slot("words", Words: words))];
        rows.AddRange(Langs.All.Where(lang => answers.GetValueOrDefault(lang.Code()) is { Length: > 0 }).Select(lang =>
            Line.Of("broadcast-new.card-other", Named(lang), new Slot("words", Words: answers[lang.Code()]))));
        rows.Add(Line.Of("broadcast-new.card-to", new Slot("who", Line: audience.Label), new Slot("count", Words: $"{audience.Count}")));
        rows.Add(Line.Of("broadcast-new.card-languages", new Slot("languages", Line: Listed(audience.Languages.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            Line.Of("broadcast-new.card-language", Named(Langs.Parse(pair.Key) ?? Lang.Et), new Slot("count", Words: $"{pair.Value}")))))));
        Line[] missing = [.. audience.Languages.Where(pair => pair.Key != written.Code() && answers.GetValueOrDefault(pair.Key) is not { Length: > 0 }).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Line.Of("broadcast-new.card-language", Named(Langs.Parse(pair.Key) ?? Lang.Et), new Slot("count", Words: $"{pair.Value}")))];
        if (missing is not [])
            rows.Add(Line.Of("broadcast-new.card-missing", new Slot("languages", Line: Listed(missing))));
        if (audience.LeftOut > 0)
            rows.Add(Line.Of("broadcast-new.card-left-out", new Slot("count", Words: $"{audience.LeftOut}")));
        if (answers.GetValueOrDefault(when.Id) is { } stored)
            rows.Add(Line.Of("broadcast-new.card-when", WishedTime.Parse(stored) is { } time
                ? Slot.Of("time", time.Date.At(time.Time ?? (answers.GetValueOrDefault(hour.Id) is { } said && clock.Parse(said) is { Success: true } parsed ? parsed.Value : LocalTime.Midnight)), facts.Now)
                : new("time", Key: $"broadcast-new.when.{stored}")));
        if (words.Length > OneMessage)
            rows.Add(Line.Of("broadcast-new.card-parts", new Slot("count", Words: $"{(words.Length + OneMessage - 1) / OneMessage}")));
        return rows.Aggregate((above, below) => Line.Of("group.lines", new Slot("left", Line: above), new Slot("right", Line: below)));
    }

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        var (words, time) = (answers.Get(text), WishedTime.Parse(answers.Get(when)));
        LocalDateTime? at = time is { } wished ? wished.Date.At(wished.Time ?? answers.Get(hour)) : null;
        var translated = others.Where(question => answers.Find(question) is { Length: > 0 }).ToImmutableDictionary(question => question.Id, answers.Get);
        return new(new Effect.ForBroadcasts(new BroadcastAct.Send(LanguageOf(words, facts).Code(), words, translated, answers.Get(to) == Municipality ? answers.Get(municipality) : answers.Get(to), at, answers.Get(when) == Try)));
    }

    /// <summary>The same in another language, asked only where somebody reads it.</summary>
    private static Question<string> Translation(Lang lang) => Ask.Text(lang.Code(), LongestText) with
    {
        IsOptional = true,
        SkipLabel = "broadcast-new.without",
        Why = Why,
        When = (answers, facts) => answers.Has(text) && answers.Has(to) && LanguageOf(answers.Get(text), facts) != lang
            && Audience(answers.Get(to), answers.Find(municipality), facts) is { } audience && audience.Languages.ContainsKey(lang.Code()),
        Slots = (answers, facts) =>
        [
            Named(lang),
            new("count", Words: $"{Audience(answers.Get(to), answers.Find(municipality), facts)?.Languages.GetValueOrDefault(lang.Code())}"),
        ],
    };

    private static AudienceFact? Audience(string? chosen, string? its, Facts facts) => (chosen == Municipality ? its : chosen) is { } id ? facts.Audiences.FirstOrDefault(audience => audience.Id == id) : null;

    /// <summary>The language it is written in; where that is not clear, the author's own.</summary>
    private static Lang LanguageOf(string words, Facts facts) => languages.Of(words) ?? facts.Lang;

    private static Option Option(AudienceFact audience) => new(audience.Id, "broadcast-new.audience") { Slots = [new("who", Line: audience.Label), new("count", Words: $"{audience.Count}")] };

    /// <summary>Nobody there who may be written to: said at once.</summary>
    private static Question<string> Some(Question<string> question)
    {
        var understand = question.Understand;
        return question with
        {
            Why = Why,
            Understand = h => (understand(h) is { Understood: true } read ? read : ByName(h)) is var chosen && chosen.Understood
                && h.Facts.Audiences.FirstOrDefault(audience => audience.Id == chosen.Value) is { Count: 0 } ? Reading.Refused<string>("broadcast-new.nobody") : chosen,
        };
    }

    /// <summary>Named as it is called, without how many there are; or a group or municipality by its name alone.</summary>
    private static Reading<string> ByName(Hearing h)
    {
        if (h.Said.Pressed is not null)
            return default;
        AudienceFact[] offered = [.. h.Choices.Select(choice => h.Facts.Audiences.FirstOrDefault(audience => audience.Id == choice.Id)).OfType<AudienceFact>()];
        return h.With.Replies.Choice(h.Said.Text, [.. offered.Select(audience => h.With.Labels.Of(audience.Label))], byPlace: false) is { } index ? offered[index].Id
            : offered.Where(audience => audience.Named is { Length: > 0 } name && h.Said.Text.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only.Id : default(Reading<string>);
    }

    private static Slot Named(Lang lang) => new("language", Key: $"broadcast-new.language-{lang.Code()}");

    private static Line Listed(IEnumerable<Line> lines) => lines.Aggregate((left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right)));
}
