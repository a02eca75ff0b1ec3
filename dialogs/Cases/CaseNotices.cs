using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;
using NodaTime;

namespace Assistant.Dialogs.Cases;

/// <summary>What the Host says once something about families stands, and what others are told.</summary>
public static class CaseNotices
{
    /// <summary>An act stands.</summary>
    /// <param name="version">1: it is new.</param>
    /// <param name="seconds">From the first word; <see langword="null"/>: not measured.</param>
    public static Effect.Say Filed(string id, int number, int version, int? seconds) => new(version > 1
        ? Line.Of("acts.corrected", new("number", Words: VisitSpan.Count(number)), new("version", Words: VisitSpan.Count(version)))
        : seconds is { } took ? Line.Of("acts.filed-took", new("number", Words: VisitSpan.Count(number)), new("time", Line: WeekDoor.Seconds(took)))
        : Line.Of("acts.filed", new Slot("number", Words: VisitSpan.Count(number))))
    {
        Choices = [new($"act:show:{id}", new("acts.read")), new($"act:change:{id}", new("acts.change"))],
    };

    /// <summary>An act counts no more.</summary>
    /// <param name="isMoved">It was another family's, and is there now.</param>
    public static Effect.Say Voided(int number, bool isMoved) => new(Line.Of(isMoved ? "acts.moved" : "acts.voided", new Slot("number", Words: VisitSpan.Count(number))));

    /// <summary>The municipality had been told of it.</summary>
    public static Effect.Say VoidedInformed() => new(new("acts.voided-informed"));

    /// <summary>To the family: what it was told last was a mistake.</summary>
    public static Effect.Say TakenBack() => new(new("notebook.taken-back"));

    /// <summary>The family may not be written about (any more): the note stays a draft.</summary>
    public static Effect.Say Refused() => new(new("acts.refused"));

    /// <summary>What went into the family's notebook.</summary>
    public static Effect.Say InNotebook() => new(new("notebook.written"));

    /// <summary>The family reads another language than the worker wrote.</summary>
    public static Effect.Say OtherLanguage(string family, string language) =>
        new(Line.Of("notebook.other-language", new Slot("language", Key: $"menu.language-{language}"))) { Choices = [new($"family:note:{family}", new("household.note"))] };

    /// <summary>To the family: what was agreed and when we meet.</summary>
    /// <param name="carriesLittle">That something was agreed is said, not what.</param>
    public static IEnumerable<Effect.Say> ToFamily(string? agreed, LocalDateTime? next, LocalDateTime now, bool carriesLittle = false)
    {
        if (agreed is not null && carriesLittle) yield return new(new("notebook.new-elsewhere"));
        else if (agreed is not null) yield return new(Line.Of("notebook.agreed", new Slot("words", Words: agreed)));
        if (next is { } day) yield return new(Line.Of("notebook.next-time", Slot.Of("day", day, now)));
    }

    /// <summary>To a worker who gets a family.</summary>
    public static Effect.Say Assigned(FamilyFact family, bool carriesLittle, bool hasMet) => new(Line.Of(hasMet ? "families.assigned" : "families.to-meet", VisitFamily.Bare(family, carriesLittle)));

    /// <summary>To the coordinator: the family has its worker; what comes next is at hand.</summary>
    public static Effect.Say Given(string family, bool hasContract) => new(new("families.given"))
    {
        Choices = [.. hasContract ? (Choice[])[] : [new($"family:contract:{family}", new("families.step-contract"))], new($"family:goal:{family}", new("families.step-goal"))],
    };

    /// <summary>To the coordinator: they meet first.</summary>
    public static Effect.Say Proposed(string family) => new(new("families.proposed")) { Choices = [new($"family:assign:{family}", new("families.step-assign"))] };

    /// <summary>To a worker whose family another takes over.</summary>
    public static Effect.Say HandedOver(FamilyFact family, bool carriesLittle, int days) => new(Line.Of("families.handed-over", VisitFamily.Bare(family, carriesLittle), new("days", Words: VisitSpan.Count(days))));

    /// <summary>To a colleague who stands in.</summary>
    /// <param name="who">For whom; <see langword="null"/>: no name was told.</param>
    public static Effect.Say Covers(string? who, int families, LocalDate until, LocalDateTime now) =>
        new(Line.Of("cover.told", new("who", Words: who ?? "-"), new("count", Words: VisitSpan.Count(families)), Slot.Of("day", until.AtMidnight(), now))) { Choices = [CaseDoor.Families] };

    /// <summary>To the coordinator: with how many families somebody stands in now.</summary>
    public static Effect.Say Covered(int families, LocalDate until, LocalDateTime now) => new(Line.Of("cover.done", new("count", Words: VisitSpan.Count(families)), Slot.Of("day", until.AtMidnight(), now)));

    /// <summary>To a worker: notes wait to become acts.</summary>
    public static Effect.Say DraftsWait(int count) => new(Line.Of("drafts.wait", new Slot("count", Words: VisitSpan.Count(count)))) { Choices = [CaseDoor.Drafts] };

    /// <summary>To a worker: the act of a meeting that was agreed on is missing.</summary>
    public static Effect.Say ActIsMissing(FamilyFact family, bool carriesLittle, LocalDate day) => new(Line.Of("week.act-missing",
        VisitFamily.Show(family, new() { Now = default, Lang = default, Organisation = new("", ""), AnswerBy = default, CarriesLittle = carriesLittle }) with { Name = "family" },
        new("day", Time: day.AtMidnight()))) { Choices = [new($"family:visit:{family.Id}", new("week.write"))] };

    /// <summary>To a worker: several such acts.</summary>
    public static Effect.Say ActsAreMissing(int count) => new(Line.Of("week.acts-missing", new Slot("count", Words: VisitSpan.Count(count)))) { Choices = [CaseDoor.Week] };

    /// <summary>To a worker: something of "my week", of itself.</summary>
    public static Effect.Say Week(WeekItem item, bool carriesLittle, LocalDateTime now) =>
        WeekDoor.Say(item, new() { Now = now, Lang = default, Organisation = new("", ""), AnswerBy = default, CarriesLittle = carriesLittle });

    /// <summary>To coordinators: the month is over, its statements wait.</summary>
    /// <param name="due">Last day to hand them in.</param>
    public static Effect.Say StatementsWait(YearMonth month, int count, LocalDate due, LocalDateTime now) =>
        new(Line.Of("statement.wait", new("month", Words: StatementDoor.Shown.Format(month)), new("count", Words: VisitSpan.Count(count)), Slot.Of("day", due.AtMidnight(), now))) { Choices = [new("go:statements", new("statement.show"))] };

    /// <summary>What a case lacks for its next stage.</summary>
    /// <param name="what">In kebab case.</param>
    public static Effect.Say Lacks(IEnumerable<string> what) => new(Families.FamilyPage.Lacks(what));

    /// <summary>Something is done, or was not.</summary>
    public static Effect.Say Said(string key) => new(new(key));

    /// <summary>To the municipality's worker: a worry, in the words that were shown to the support person.</summary>
    public static IEnumerable<Effect.Say> Worry(string act, Line text) =>
        [new(new("inform.received")), new(text) { Choices = [new($"told:seen:{act}", new("inform.seen"))] }];

    /// <summary>To the worker: somebody of the municipality has read it.</summary>
    public static Effect.Say WorrySeen(int number, string? who) => new(who is null ? Line.Of("inform.was-seen", new Slot("number", Words: VisitSpan.Count(number)))
        : Line.Of("inform.was-seen-by", new("number", Words: VisitSpan.Count(number)), new Slot("name", Words: who)));

    /// <summary>To coordinators: the caseworker has no chat here; this is to be passed on.</summary>
    public static IEnumerable<Effect.Say> PassOn(Line text, string? caseworker) => [new(caseworker is null ? new("inform.pass-on") : Line.Of("inform.pass-on-name", new Slot("name", Words: caseworker))), new(text)];

    /// <summary>To coordinators where little may be said.</summary>
    public static IEnumerable<Effect.Say> PassOnElsewhere() => [new(new("inform.pass-on-elsewhere"))];
}
