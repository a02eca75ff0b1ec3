using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Dialogs.Families;

/// <summary>A coordinator enters a contract: number, kind, period, hours, price, signatures.</summary>
public sealed class ContractAddDialog : FamilyDialog
{
    private const int LongestNumber = 30, MostDays = 3650, MostHours = 2000, MostCents = 50_000, CentsAEuro = 100;

    private const string Euro = "eur";

    private static readonly Question<string> kind = Ask.OneOf("kind", "support-person", "counselling");
    private static readonly Question<string> number = Ask.Text("number", LongestNumber) with { Shown = static (words, _) => new("", Words: words) };
    private static readonly Question<LocalDate> starts = Day("starts");
    private static readonly Question<int> days = Ask.Number("days", 1, MostDays) with { Options = static (_, facts) => Lengths(facts.Cases.ContractDays) };
    private static readonly Question<int> hours = Ask.Number("hours", 1, MostHours);
    private static readonly Question<int> rate = Price("rate") with { IsOptional = true, Why = "contract-add.rate.why" };
    private static readonly Question<bool> signed = Ask.YesNo("signed") with { Why = "contract-add.signed.why" };

    /// <inheritdoc/>
    public override string Id => "contract-add";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, kind, number, starts, days, hours, rate, signed];
    /// <inheritdoc/>
    public override bool Review => true;
    /// <inheritdoc/>
    public override string ReviewYes => "visit.review-yes";

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForCase(new CaseAct.AddContract(
        answers.Get(Family), answers.Get(number), answers.Get(kind), answers.Get(starts), answers.Get(days), answers.Get(hours), answers.Has(rate) ? answers.Get(rate) : null, answers.Get(signed))));

    /// <summary>A day before or after today.</summary>
    internal static Question<LocalDate> Day(string id) => new(id,
        static h => h.Said.Pressed == "today" ? h.Facts.Now.Date
            : h.Said.Pressed is not null ? default(Reading<LocalDate>)
            : h.With.Moments.Read(h.Said.Text, h.Said.Lang, h.Facts.Now) is { Best: { } ahead } ? ahead.Date
            : VisitNotes.Reply<LocalDate>(h, draft => draft.VisitDate?.Value) is { } day ? day : default(Reading<LocalDate>),
        LocalDatePattern.Iso.Format,
        static (stored, _, _) => LocalDatePattern.Iso.Parse(stored) is { Success: true } parsed ? parsed.Value : default(Reading<LocalDate>))
    {
        Options = static (_, _) => [new("today", "visit.date.today")],
        Shown = static (day, facts) => Slot.Of("", day.AtMidnight(), facts.Now),
    };

    /// <summary>Of an hour, in euro cents.</summary>
    internal static Question<int> Price(string id) => new(id,
        static h => h.Said.Pressed is null && Cents(h.Said.Text) is { } cents ? cents : default(Reading<int>),
        static cents => cents.ToString(CultureInfo.InvariantCulture),
        static (stored, _, _) => int.TryParse(stored, NumberStyles.None, CultureInfo.InvariantCulture, out var cents) && cents is > 0 and <= MostCents ? cents : default(Reading<int>))
    {
        Shown = static (cents, _) => new("", Words: Euros(cents)),
    };

    /// <summary>An amount as people read it.</summary>
    internal static string Euros(int cents) => string.Create(CultureInfo.InvariantCulture, $"{cents / CentsAEuro},{cents % CentsAEuro:00} €");

    /// <summary>Numbers of days, as buttons.</summary>
    internal static ImmutableArray<Option> Lengths(ImmutableArray<int> days) => [.. days.Select(count => VisitSpan.Count(count)).Select(count => new Option(count, "contract-add.days.count") { Slots = [new("count", Words: count)] })];

    /// <summary>"25", "25,50", "25.5 €", "30 eurot".</summary>
    /// <returns><see langword="null"/>: no price.</returns>
    internal static int? Cents(string typed)
    {
        var text = typed.Trim().TrimEnd('€').TrimEnd().Replace(',', '.');
        var number = text[..(text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1)];
        if (text.AsSpan(number.Length).TrimStart().StartsWith(Euro, StringComparison.OrdinalIgnoreCase)) text = number;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var euros) && euros * CentsAEuro is var cents && cents is > 0 and <= MostCents && cents == decimal.Truncate(cents)
            ? (int)cents : null;
    }
}
