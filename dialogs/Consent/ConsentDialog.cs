using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Consent;

/// <summary>Asks for consent before anything personal. Whatever asked for it waits, and goes on after a yes.</summary>
public sealed class ConsentDialog : Dialog
{
    /// <summary>Of the texts below; a new one makes everybody be asked again.</summary>
    public const string Version = "2026-11";

    /// <summary>What is agreed to, in order.</summary>
    public static ImmutableArray<string> Text { get; } = ["consent.what", "consent.names", "consent.rights"];

    private static readonly Question<string> agree = Ask.Agreement("agree") with
    {
        // Whoever agreed to older words is told that they are new.
        Lead = static (_, facts) => [.. facts.HadConsent ? [new Line("consent.changed")] : Array.Empty<Line>(), .. Text.Select(key => new Line(key))],
        Why = "consent.agree.why",
    };

    /// <inheritdoc/>
    public override string Id => "consent";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [agree];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(agree) == "yes"
        ? new(new Effect.GiveConsent(Version, Text), new Effect.Say(new("consent.given")))
        : new(new Effect.Say(facts.Organisation.Contact.Length > 0
            ? Line.Of("consent.refused-contact", new Slot("contact", Words: facts.Organisation.Contact))
            : new("consent.refused")) { Choices = [Menu.Services, Menu.Human] }) { DropsPaused = true };
}
