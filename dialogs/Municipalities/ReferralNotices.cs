using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using NodaTime;

namespace Assistant.Dialogs.Municipalities;

/// <summary>What the Host says about referrals.</summary>
public static class ReferralNotices
{
    /// <summary>To a caseworker: whether the municipality refers this family.</summary>
    public static Effect.Say Asked(FamilyFact family) => new(Line.Of(family.IsCounselled ? "referral.asked-counselling" : "referral.asked", new Slot("family", Words: family.Name)))
    {
        Choices = [new($"referral:give:{family.Id}", new("referral.give")), new($"referral:refuse:{family.Id}", new("referral.refuse"))],
    };

    /// <summary>To the coordinator: the link to send and the code to say. Apart, since they travel apart.</summary>
    public static IEnumerable<Effect.Say> Link(string link, string code, bool isInChat) =>
    [
        new(Line.Of("referral.link", new Slot("link", Words: link))),
        new(Line.Of("referral.code", new Slot("code", Words: code))),
        .. isInChat ? [new Effect.Say(new("referral.in-chat"))] : Array.Empty<Effect.Say>(),
    ];

    /// <summary>To coordinators: the municipality answered, or referred a family of itself.</summary>
    /// <param name="outcome"><c>given</c>, <c>refused</c> or <c>new</c>.</param>
    public static Effect.Say Outcome(string outcome, FamilyFact family, bool carriesLittle) => new(Line.Of($"referral.was-{outcome}", Visits.VisitFamily.Bare(family, carriesLittle)))
    {
        Choices = carriesLittle ? [] : [CaseDoor.Families],
    };
}
