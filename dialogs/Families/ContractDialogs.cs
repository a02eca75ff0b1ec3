using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Families;

/// <summary>Something is settled about one of a family's contracts. Which one is asked only where there are several.</summary>
public abstract class ContractDialog : FamilyDialog
{
    private protected const int Longest = 500;

    private protected static readonly Question<string> Which = Ask.OneOf("which", static (answers, facts) =>
        [.. Of(answers, facts).Select(one => new Option(one.Id, "engine.words") { Slots = [new("words", Words: one.Number)] })]) with
    {
        Home = "contract-one", When = static (answers, facts) => Of(answers, facts).Length > 1, Slots = Named, Why = "contract-one.why", InReview = false,
    };

    private protected static readonly Question<LocalDate> On = new("on",
        static h => h.Said.Pressed == "today" ? h.Facts.Now.Date
            : h.Said.Pressed is null && VisitNotes.Reply<LocalDate>(h, draft => draft.VisitDate?.Value) is { } day && day <= h.Facts.Now.Date ? day : default(Reading<LocalDate>),
        LocalDatePattern.Iso.Format,
        static (stored, _, facts) => LocalDatePattern.Iso.Parse(stored) is { Success: true } parsed && parsed.Value <= facts.Now.Date ? parsed.Value : default(Reading<LocalDate>))
    {
        Home = "contract-one",
        Options = static (_, _) => [new("today", "visit.date.today")],
        Why = "contract-one.why",
        Shown = static (day, facts) => Slot.Of("", day.AtMidnight(), facts.Now),
    };

    /// <inheritdoc/>
    public sealed override Audience? For => Audience.Coordinator;

    private protected static ContractFact? Chosen(Answers answers, Facts facts) => answers.Find(Which) is { } id ? Of(answers, facts).FirstOrDefault(one => one.Id == id) : Of(answers, facts) is [var only] ? only : null;

    private protected static ImmutableArray<Slot> Numbered(Answers answers, Facts facts) => [new("number", Words: Chosen(answers, facts)?.Number ?? "-")];

    private static ImmutableArray<ContractFact> Of(Answers answers, Facts facts) => facts.Cases.Find(answers.Find(Family))?.Contracts ?? [];
}

/// <summary>A side of a contract signed later, was asked, or refused.</summary>
public sealed class ContractSignDialog : ContractDialog
{
    private static readonly Question<string> party = Ask.OneOf("party", static (answers, facts) => Chosen(answers, facts)?.Unsigned is not { Length: > 0 } missing ? []
        : [.. missing.Length > 1 ? [new Option("all")] : ImmutableArray<Option>.Empty, .. missing.Select(side => new Option(side, $"families.party-{side}"))]) with { Slots = Numbered, Why = "contract-sign.why" };
    private static readonly Question<string> state = Ask.OneOf("state", "signed", "asked", "refused") with { Why = "contract-sign.why" };

    /// <inheritdoc/>
    public override string Id => "contract-sign";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, Which, party, state, On];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.SignContract(answers.Get(Family), Chosen(answers, facts)?.Id ?? "-", answers.Get(party), answers.Get(state), answers.Get(On))));
}

/// <summary>A contract goes on longer, with the reason.</summary>
public sealed class ContractExtendDialog : ContractDialog
{
    private const int MostDays = 365, MostHours = 1000;

    private static readonly Question<int> days = Ask.Number("days", 1, MostDays) with
    {
        Slots = static (answers, facts) => [.. Numbered(answers, facts), Chosen(answers, facts) is { } one ? Slot.Of("end", one.Ends.AtMidnight(), facts.Now) : new("end", Key: "engine.nothing")],
        Options = static (_, facts) => ContractAddDialog.Lengths(facts.Cases.ExtensionDays),
        Why = "contract-extend.why",
    };
    private static readonly Question<int> hours = Ask.Number("hours", 1, MostHours) with { IsOptional = true, Why = "contract-extend.why" };
    private static readonly Question<string> reason = Ask.Text("reason", Longest) with { Why = "contract-extend.why" };

    /// <inheritdoc/>
    public override string Id => "contract-extend";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, Which, days, hours, reason];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.ExtendContract(answers.Get(Family), Chosen(answers, facts)?.Id ?? "-", answers.Get(days), answers.Get(reason), answers.Has(hours) ? answers.Get(hours) : 0)));
}

/// <summary>From a day on an hour has another price. What was agreed before stays: visits are priced by their day.</summary>
public sealed class ContractRateDialog : ContractDialog
{
    private static readonly Question<LocalDate> from = ContractAddDialog.Day("from") with { Slots = Numbered, Why = "contract-rate.why" };
    private static readonly Question<int> rate = ContractAddDialog.Price("rate") with { Why = "contract-rate.why" };

    /// <inheritdoc/>
    public override string Id => "contract-rate";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, Which, from, rate];
    /// <inheritdoc/>
    /// <remarks>A price that was agreed is never changed, so a slip is seen before.</remarks>
    public override bool Review => true;
    /// <inheritdoc/>
    public override Line? Card(IReadOnlyDictionary<string, string> answers, Facts facts) =>
        LocalDatePattern.Iso.Parse(answers[from.Id]) is { Success: true } day && int.TryParse(answers[rate.Id], NumberStyles.None, CultureInfo.InvariantCulture, out var cents)
            ? Line.Of("contract-rate.card", Slot.Of("from", day.Value.AtMidnight(), facts.Now), new("rate", Words: ContractAddDialog.Euros(cents)))
            : null;
    /// <inheritdoc/>
    public override string ReviewYes => "visit.review-yes";

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.RateContract(answers.Get(Family), Chosen(answers, facts)?.Id ?? "-", answers.Get(from), answers.Get(rate))));
}

/// <summary>A contract ends early, with the reason.</summary>
public sealed class ContractEndDialog : ContractDialog
{
    private static readonly Question<string> reason = Ask.Text("reason", Longest) with { Slots = Numbered, Why = "contract-end.why" };

    /// <inheritdoc/>
    public override string Id => "contract-end";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, Which, reason, On];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.EndContract(answers.Get(Family), Chosen(answers, facts)?.Id ?? "-", answers.Get(On), answers.Get(reason))));
}
