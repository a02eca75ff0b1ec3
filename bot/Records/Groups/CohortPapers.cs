using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Groups;

/// <summary>What a group's contract and its activity plan have to say; all of it may come later.</summary>
public sealed record CohortPapers
{
    /// <summary>What the leader has learnt: a code of <see cref="Qualifications"/>.</summary>
    public string? Leader { get; init; }

    /// <summary>The same of whoever stands in.</summary>
    public string? Substitute { get; init; }

    /// <summary>Who ordered the group: the other party of the contract.</summary>
    public string? Customer { get; init; }

    /// <summary>Number of the two-party contract.</summary>
    public string? Contract { get; init; }

    /// <summary>When we signed it.</summary>
    public LocalDate? ProviderSigned { get; init; }

    /// <summary>When the customer signed it.</summary>
    public LocalDate? CustomerSigned { get; init; }

    /// <summary>Who of the customer's approved the activity plan; <see langword="null"/>: it is a draft. Another topic makes it one again.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>When that was.</summary>
    public LocalDate? ApprovedOn { get; init; }

    /// <summary>Who may lead a group: social pedagogue, psychologist, social worker, trained support person ("Tugigrupiteenus", personal).</summary>
    public static ImmutableArray<string> Qualifications { get; } = ["pedagogue", "psychologist", "social-work", "support-person"];
}

/// <summary>What is still missing of a group's documentation.</summary>
public enum PaperGap
{
    /// <summary>The leader's qualification.</summary>
    Leader,
    /// <summary>Nobody stands in.</summary>
    Substitute,
    /// <summary>The stand-in's qualification.</summary>
    Standin,
    /// <summary>Who funds it.</summary>
    Funder,
    /// <summary>The municipality's order.</summary>
    Order,
    /// <summary>The two-party contract.</summary>
    Contract,
    /// <summary>A signature of it.</summary>
    Signatures,
    /// <summary>Sessions without a topic.</summary>
    Topics,
    /// <summary>The customer has not approved the plan.</summary>
    Approval,
    /// <summary>Members who have not agreed to keep confidence.</summary>
    Confidence,
}

/// <summary>Whether a group's documentation is whole.</summary>
public static class PaperRules
{
    /// <summary>What is missing, in the order people settle it.</summary>
    public static ImmutableArray<PaperGap> Missing(Cohort group, IEnumerable<GroupSession> sessions, IEnumerable<Membership> members)
    {
        var (content, papers) = (group.Content, group.Content.Papers ?? new());
        IEnumerable<(bool Is, PaperGap Gap)> all =
        [
            (papers.Leader is null, PaperGap.Leader), (group.Substitute is null, PaperGap.Substitute), (group.Substitute is not null && papers.Substitute is null, PaperGap.Standin),
            (content.Funder is null, PaperGap.Funder), (content.Order is null, PaperGap.Order), (papers.Contract is null, PaperGap.Contract),
            (papers.Contract is not null && (papers.ProviderSigned is null || papers.CustomerSigned is null), PaperGap.Signatures),
            (sessions.Any(session => session is { IsCancelled: false, Topic: null }), PaperGap.Topics), (papers.ApprovedBy is null, PaperGap.Approval),
            (members.Any(member => member.State == MemberState.Accepted), PaperGap.Confidence),
        ];
        return [.. all.Where(one => one.Is).Select(one => one.Gap)];
    }

    /// <summary>Themes over the sessions that take place, in order, each as often as the others, give or take one.</summary>
    /// <param name="sessions">In order.</param>
    public static IEnumerable<GroupSession> Spread(IReadOnlyList<GroupSession> sessions, IReadOnlyList<string> themes) =>
        themes.Count == 0 ? [] : sessions.Select((session, n) => session with { Topic = themes[n * themes.Count / sessions.Count] });
}
