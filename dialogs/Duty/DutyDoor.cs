using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using NodaTime;

namespace Assistant.Dialogs.Duty;

/// <summary>The roster as a coordinator sees and changes it; standing choices <c>duty:{step}</c>.</summary>
internal static class DutyDoor
{
    /// <summary>Most shifts of one's own offered for taking out at once.</summary>
    private const int MostOffered = 8;

    public static Choice Show { get; } = new("duty:show", new("duty.step-show"));

    /// <summary>Who is on duty now, the week, and what can be changed.</summary>
    public static IEnumerable<Effect> Roster(Facts facts)
    {
        if (facts.Duty is not { } duty)
        {
            yield return new Effect.Say(new("duty.empty"));
            yield break;
        }
        yield return new Effect.Say(duty.Now switch
        {
            [] when duty.Shifts is [] => new("duty.empty"),
            [] => new("duty.nobody-now"),
            [var only] => Line.Of("duty.now", new Slot("name", Line: duty.Label(only))),
            [var first, var second, ..] => Line.Of("duty.now-two", new("name", Line: duty.Label(first)), new("second", Line: duty.Label(second))),
        });
        foreach (var shift in duty.Shifts)
            yield return new Effect.Say(Of(shift, duty));
        foreach (var change in duty.Changes)
            yield return new Effect.Say(Line.Of(change.Instead is null ? "duty.away" : "duty.instead",
                Slot.Of("day", change.Date.AtMidnight(), facts.Now), new("name", Line: duty.Label(change.Away)), new("second", Line: duty.Label(change.Instead))));
        var me = duty.Colleagues.FirstOrDefault(colleague => colleague.IsMe)?.Id;
        var isEntered = duty.Shifts.Any(shift => shift.Person == me);
        yield return new Effect.Say(new("duty.what"))
        {
            Choices = isEntered ? [Step("add"), Step("swap"), Step("ill"), Step("out")] : [Step("add")],
        };
    }

    /// <summary>A press.</summary>
    public static void Press(Stage stage, Door.Duty pressed)
    {
        if (!stage.Facts.Is(Audience.Coordinator) || stage.Facts.Duty is not { } duty)
        {
            stage.Say("engine.not-yours", Menu.For(stage.Facts));
            return;
        }
        var me = duty.Colleagues.FirstOrDefault(colleague => colleague.IsMe)?.Id;
        switch (pressed.Step)
        {
            case "add" or "swap":
                stage.Drop(andPaused: true);
                stage.Begin(new($"duty-{pressed.Step}"));
                return;
            case "ill":
                var next = duty.Now.FirstOrDefault(id => id != me);
                stage.Do(new Effect.ForDuty(new DutyAct.Away(stage.Facts.Now.Date, null)));
                stage.Do(new Effect.Say(next is null ? new("duty.ill-nobody") : Line.Of("duty.ill", new Slot("name", Line: duty.Label(next)))));
                return;
            case "out":
                stage.Do(new Effect.Say(new("duty.which-out"))
                {
                    Choices = [.. duty.Shifts.Where(shift => shift.Person == me).Take(MostOffered).Select(shift => new Choice($"duty:remove:{shift.Id}", Of(shift, duty)))],
                });
                return;
            case "remove" when duty.Shifts.FirstOrDefault(shift => shift.Id == pressed.What && shift.Person == me) is { } shift:
                stage.Do(new Effect.ForDuty(new DutyAct.Remove(shift.Id)));
                stage.Do(new Effect.Say(new("duty.removed")) { Choices = [Show] });
                return;
            case "show":
                stage.Do(Roster(stage.Facts));
                return;
            default:
                stage.Do(new Effect.Say(new("engine.passed")) { Choices = [Show] });
                return;
        }
    }

    private static Line Clock(LocalTime time) => Line.Of("duty.clock",
        new("hour", Words: time.Hour.ToString("00", CultureInfo.InvariantCulture)), new("minute", Words: time.Minute.ToString("00", CultureInfo.InvariantCulture)));

    /// <summary>From when to when; a whole day in words, as "00.00 to 00.00" reads like nothing.</summary>
    public static Line Hours(LocalTime from, LocalTime to) => from == to ? new("duty.all-day") : Line.Of("duty.hours", new("from", Line: Clock(from)), new Slot("to", Line: Clock(to)));

    private static Line Of(ShiftFact shift, DutyFact duty) => Line.Of(shift.IsFirst ? "duty.shift" : "duty.shift-second",
        new("day", Key: $"dates.weekday-{(int)shift.Day}"), new("hours", Line: Hours(shift.From, shift.To)), new("name", Line: duty.Label(shift.Person)));

    private static Choice Step(string step) => new($"duty:{step}", new($"duty.step-{step}"));
}

/// <summary>What colleagues are told of changes.</summary>
public static class DutyNotices
{
    /// <summary>To whoever takes somebody's shifts of a day.</summary>
    /// <param name="name">Whose; <see langword="null"/>: nameless.</param>
    public static IEnumerable<Effect.Say> StandsIn(LocalDate date, string? name, LocalDateTime now) =>
    [
        new(name is null ? Line.Of("duty.notice", Slot.Of("day", date.AtMidnight(), now)) : Line.Of("duty.notice-name", Slot.Of("day", date.AtMidnight(), now), new("name", Words: name)))
        {
            Choices = [DutyDoor.Show],
        },
    ];

    /// <summary>To coordinators: a safety concern that nobody has acknowledged for so many minutes.</summary>
    /// <param name="id">Of the safety event.</param>
    /// <param name="which">Of <see cref="Which"/>.</param>
    public static IEnumerable<Effect.Say> ConcernAgain(string id, int minutes, Line which) =>
    [
        new(minutes < longMinutes ? Line.Of("duty.concern-again", Count("minutes", minutes), new("which", Line: which))
            : Line.Of("duty.concern-again-long", new("length", Line: Waited(minutes / minutesAnHour)), new("which", Line: which)))
        {
            IsSafety = true, Choices = [new($"concern:seen:{id}", new("notice.concern-seen"))],
        },
    ];

    private const int minutesAnHour = 60, hoursADay = 24, longMinutes = 2 * minutesAnHour, longHours = 2 * hoursADay;

    private static Line Waited(int hours) => hours < longHours ? Line.Of("duty.waited-hours", Count("count", hours)) : Line.Of("duty.waited-days", Count("count", hours / hoursADay));

    private static Slot Count(string name, int count) => new(name, Words: count.ToString(CultureInfo.InvariantCulture));

    /// <summary>Which concern it is, without a name and without its words: from where, and when it came.</summary>
    /// <param name="level">Of <see cref="Effect.RaiseConcern"/>.</param>
    /// <param name="reference">Of a worry that an act tells of.</param>
    /// <param name="came">Local time.</param>
    public static Line Which(string level, string reference, LocalDateTime came, LocalDateTime now) => IsNoted(level)
        ? Line.Of("duty.concern-which-noted", new("what", Key: $"duty.concern-{level}"), new("reference", Words: reference), Slot.Of("day", came, now))
        : Line.Of("duty.concern-which", new("what", Key: $"duty.concern-{level}"), Slot.Of("day", came, now));

    /// <summary>A worker's act tells of it.</summary>
    public static bool IsNoted(string level) => level.StartsWith("noted", StringComparison.Ordinal);

    /// <summary>To coordinators who were told: a colleague deals with it.</summary>
    /// <param name="which">Of <see cref="Which"/>.</param>
    public static IEnumerable<Effect.Say> ConcernSeen(string? name, Line which) =>
        [new(name is null ? Line.Of("duty.concern-seen", new Slot("which", Line: which)) : Line.Of("duty.concern-seen-name", new("name", Words: name), new("which", Line: which)))];
}
