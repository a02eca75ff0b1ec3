using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Welcome;

/// <summary>The first words, by role. To parents: not a human, what it is for, 112, a human is always near, other languages.</summary>
internal static class Greeting
{
    public static IEnumerable<Effect> Say(Facts facts) =>
        facts.Is(Audience.Coordinator) ? [Worker("coordinator", facts)]
        : facts.Is(Audience.SupportPerson) || facts.Is(Audience.Counsellor) ? [Worker("support-person", facts)]
        : facts.Is(Audience.Caseworker) ? [Worker("caseworker", facts)]
        : facts.Is(Audience.Administrator) ? [Worker("administrator", facts)]
        : [new Effect.Say(Line.Of("welcome.greeting", new Slot("organisation", Words: facts.Organisation.Name))), new Effect.Say(new("welcome.purpose")) { Choices = [.. Menu.For(facts), .. Menu.Languages(facts.Lang, facts.Register)] }];

    private static Effect.Say Worker(string role, Facts facts) =>
        new(facts.Name is { } name ? Line.Of($"welcome.{role}-name", new Slot("name", Words: name)) : new($"welcome.{role}")) { Choices = [.. Menu.For(facts), .. Menu.Languages(facts.Lang).Where(choice => choice.Id != Menu.Easy.Id)] };
}
