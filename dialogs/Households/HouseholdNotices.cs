using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;

namespace Assistant.Dialogs.Households;

/// <summary>What the Host says to and about people of a family.</summary>
public static class HouseholdNotices
{
    /// <summary>The notebook, as a button.</summary>
    private static Choice Notebook { get; } = new("go:notebook", new("notebook.show"));

    /// <summary>To a worker: whether whoever typed the family's code is the right person.</summary>
    /// <param name="name">How they call themselves; <see langword="null"/>: not told, or not to be said there.</param>
    public static Effect.Say IsItThem(string request, FamilyFact family, string? name, bool carriesLittle) =>
        new(Line.Of(name is null ? "household.is-it-them" : "household.is-it-name", [VisitFamily.Bare(family, carriesLittle), .. name is null ? Array.Empty<Slot>() : [new Slot("name", Words: name)]]))
        {
            Choices = [new($"join:yes:{request}", new("household.yes-them")), new($"join:no:{request}", new("household.not-them"))],
        };

    /// <summary>To the parent: the worker said yes.</summary>
    public static Effect.Say Joined() => new(new("household.joined")) { Choices = [Notebook] };

    /// <summary>To the parent, the day after a meeting. Nothing in it says what the meeting was.</summary>
    public static Effect.Say HowWasIt(string id) => new(new("check-in.ask"))
    {
        Choices = [new($"checkin:good:{id}", new("check-in.good")), new($"checkin:soso:{id}", new("check-in.soso")), new($"checkin:hard:{id}", new("check-in.hard"))],
    };

    /// <summary>To the parent who answered.</summary>
    public static Effect.Say CheckedIn(string score) => new(new(score == "hard" ? "check-in.thanks-hard" : "check-in.thanks")) { Choices = score == "hard" ? [Menu.Human] : [] };

    /// <summary>To the worker: how a meeting was for the family.</summary>
    /// <param name="words">What was added; <see langword="null"/>: nothing, or not to be said there.</param>
    public static IEnumerable<Effect.Say> HowItWas(FamilyFact family, string score, string? words, bool carriesLittle) =>
    [
        new(Line.Of($"check-in.told-{score}", Family(family, carriesLittle))),
        .. words is null ? Array.Empty<Effect.Say>() : [new Effect.Say(carriesLittle ? new("check-in.words-elsewhere") : Line.Of("check-in.words-told", new Slot("words", Words: words)))],
    ];

    /// <summary>To a worker: what is written to somebody of the family arrives no more.</summary>
    public static Effect.Say Lost(FamilyFact family, bool carriesLittle) => new(Line.Of("household.lost", VisitFamily.Bare(family, carriesLittle)));

    /// <summary>A family for those who work with it: its letter where little may be said.</summary>
    internal static Slot Family(FamilyFact family, bool carriesLittle) =>
        VisitFamily.Show(family, new() { Now = default, Lang = default, Organisation = new("", ""), AnswerBy = default, CarriesLittle = carriesLittle }) with { Name = "family" };
}
