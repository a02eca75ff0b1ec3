using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Municipalities;

/// <summary>Before a family is referred: it knows, and it agrees. A support person comes to a family that wants it; nothing is asked about one that does not know.</summary>
public sealed class ReferAgreeDialog : Dialog
{
    private static readonly Question<string> knows = Ask.Agreement("knows") with { Why = "refer-agree.knows.why" };

    /// <inheritdoc/>
    public override string Id => "refer-agree";
    /// <inheritdoc/>
    public override Audience? For => Audience.Caseworker;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [knows];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        answers.Get(knows) == "yes" ? new() { Next = new("refer") } : new(new Effect.Say(new("refer-agree.ask-first")));
}

/// <summary>A municipality's worker refers a family: who it is, in which language it is spoken to, and what help is asked for.</summary>
public sealed class ReferDialog : Dialog
{
    private const int LongestName = 60, LongestWords = 500;

    private static readonly Question<string> name = Ask.Text("name", LongestName) with { Why = "refer.name.why", Shown = Said };
    private static readonly Question<string> language = Ask.OneOf("language", new Option("et", "menu.language-et"), new Option("ru", "menu.language-ru"), new Option("en", "menu.language-en"));
    private static readonly Question<string> source = Ask.OneOf("source", new Option("child-protection", "family-add.referral.child-protection"), new Option("social-worker", "family-add.referral.social-worker"));
    private static readonly Question<string> words = Ask.Text("words", LongestWords) with { Why = "refer.words.why", Shown = Said };
    private static readonly Question<string> phone = Ask.Phone("phone") with { IsOptional = true, Why = "refer.phone.why", Shown = Said };

    /// <inheritdoc/>
    public override string Id => "refer";
    /// <inheritdoc/>
    public override Audience? For => Audience.Caseworker;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [name, language, source, words, phone];
    /// <inheritdoc/>
    public override bool Review => true;
    /// <inheritdoc/>
    public override string ReviewYes => "visit.review-yes";

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => 
        new(new Effect.ForCase(new CaseAct.Refer(answers.Get(name), answers.Get(language), answers.Get(source), answers.Get(words), answers.Find(phone))));

    private static Slot Said(string words, Facts facts) => new("", Words: words);
}

/// <summary>A municipality's worker gives a referral that the organisation asked for.</summary>
public sealed class ReferGiveDialog : Dialog
{
    private const int LongestWords = 500;

    private static readonly Question<string> about = Ask.Carried(SharedAbout.Id);
    private static readonly Question<string> source = Ask.OneOf("source", new Option("child-protection", "family-add.referral.child-protection"), new Option("social-worker", "family-add.referral.social-worker")) with { Slots = Named };
    private static readonly Question<string> words = Ask.Text("words", LongestWords) with { IsOptional = true, Why = "refer.words.why" };

    /// <inheritdoc/>
    public override string Id => "refer-give";
    /// <inheritdoc/>
    public override Audience? For => Audience.Caseworker;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [about, source, words];

    /// <inheritdoc/>
    public override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => facts.Cases.Shared.Asked is null ? new("acts.gone") : null;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.GiveReferral(SharedAbout.IdIn(answers.Get(about)), answers.Get(source), answers.Find(words))));

    private static ImmutableArray<Slot> Named(Answers answers, Facts facts) => [facts.Cases.Shared.Asked is { } asked ? new("family", Words: asked.Name) : new("family", Key: "engine.nothing")];
}

/// <summary>What a dialogue of the municipality or the family is about: <c>referral:ID</c>, <c>summary:ID</c>. Its facts are loaded every turn.</summary>
internal static class SharedAbout
{
    /// <summary>Under this it stands among the answers.</summary>
    public const string Id = "about";

    /// <returns>The answers to begin with.</returns>
    public static ImmutableDictionary<string, string> Of(string kind, string id) => ImmutableDictionary<string, string>.Empty.Add(Id, $"{kind}:{id}");

    /// <returns>The id in it.</returns>
    public static string IdIn(string about) => about[(about.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
