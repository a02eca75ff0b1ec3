using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;

namespace Assistant.Dialogs;

/// <summary>Standing choices: valid at any time, whatever was asked since.</summary>
public static class Menu
{
    /// <summary>Find what fits.</summary>
    public static Choice Begin { get; } = new("go:eligibility", new("menu.begin"));
    /// <summary>Ask for an appointment.</summary>
    public static Choice Appointment { get; } = new("go:appointment", new("menu.appointment"));
    /// <summary>What services are there?</summary>
    public static Choice Services { get; } = new("go:services", new("menu.services"));
    /// <summary>Talk to a human.</summary>
    public static Choice Human { get; } = new(Interview.HumanChoice, new("menu.human"));
    /// <summary>My requests.</summary>
    public static Choice Requests { get; } = new("go:requests", new("menu.requests"));
    /// <summary>What is kept about me.</summary>
    public static Choice MyData { get; } = new("go:mydata", new("menu.mydata"));
    /// <summary>The coordinator's queue.</summary>
    public static Choice Queue { get; } = new("go:queue", new("menu.queue"));

    /// <summary>The coordinator's day.</summary>
    public static Choice Today { get; } = new("go:today", new("menu.today"));

    /// <summary>How workers use it.</summary>
    public static Choice How { get; } = new("go:help", new("menu.how"));

    /// <summary>Whether this is somebody of the house, to whom a parent's questions and offers are not put.</summary>
    public static bool IsWorker(Facts facts) => facts.Roles.Any(Rights.Workers.Contains);

    /// <summary>Speak easy Estonian.</summary>
    public static Choice Easy { get; } = new($"lang:{Registers.EasyEstonian}", new("menu.language-et-easy"));

    /// <summary>The other languages, each in its own words. Easy Estonian is offered to those who read Estonian.</summary>
    /// <param name="except">The language spoken now; <see langword="null"/>: offer all.</param>
    /// <param name="register">How plainly it is spoken now.</param>
    public static ImmutableArray<Choice> Languages(Lang? except, Register register = Register.Ordinary) =>
        [.. from lang in Langs.All
            from tag in lang == Lang.Et && except is null or Lang.Et ? new[] { lang.Code(), Registers.EasyEstonian } : [lang.Code()]
            where except is not { } now || tag != Registers.Tag(now, register)
            select new Choice($"lang:{tag}", new($"menu.language-{tag}"))];

    /// <summary>What this person can do next.</summary>
    public static ImmutableArray<Choice> For(Facts facts) =>
        facts.Is(Audience.Coordinator) ? [Queue, Today]
        : facts.Is(Audience.Caseworker) ? [Cases.CaseDoor.Families, How]
        : IsWorker(facts) ? [How]
        : facts.HasConsent ? [Begin, Appointment, Requests, Services, Human]
        : [Begin, Services, Human];
}
