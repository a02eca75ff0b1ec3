using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Welcome;

/// <summary>The first words: not a human, what it is for, 112, a human is always near, other languages.</summary>
internal static class Greeting
{
    public static IEnumerable<Effect> Say(Facts facts) => facts.Is(Audience.Coordinator)
        ? [new Effect.Say(facts.Name is { } name ? Line.Of("welcome.coordinator-name", new Slot("name", Words: name)) : new("welcome.coordinator")) { Choices = [.. Menu.For(facts), .. Menu.Languages(facts.Lang).Where(choice => choice.Id != Menu.Easy.Id)] }]
        : [new Effect.Say(Line.Of("welcome.greeting", new Slot("organisation", Words: facts.Organisation.Name))), new Effect.Say(new("welcome.purpose")) { Choices = [.. Menu.For(facts), .. Menu.Languages(facts.Lang, facts.Register)] }];
}
