using System.Collections.Frozen;
using System.Collections.Immutable;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;

namespace Assistant.Dialogs.Families;

/// <summary>One family on one card: stage and what it lacks, contracts and their signatures, goals, and what can be done next.</summary>
internal static class FamilyPage
{
    /// <summary>Standing choice <c>family:{step}:ID</c> to the dialogue it begins.</summary>
    public static FrozenDictionary<string, string> Dialogs { get; } = new Dictionary<string, string>
    {
        ["assign"] = "family-assign", ["stage"] = "family-stage", ["close"] = "family-close", ["merge"] = "family-merge", ["member"] = "family-member",
        ["assess"] = "family-assess", ["plan"] = "family-plan", ["plan-done"] = "family-plan-done", ["network"] = "family-network",
        ["goal"] = "goal-add", ["goal-close"] = "goal-close",
        ["contract"] = "contract-add", ["sign"] = "contract-sign", ["rate"] = "contract-rate", ["extend"] = "contract-extend", ["contract-end"] = "contract-end",
    }.ToFrozenDictionary();

    /// <summary>Opens it.</summary>
    public static Choice Open(FamilyFact family) => new($"family:show:{family.Id}", new("families.open"));

    public static Effect.Say Show(FamilyFact family, Facts facts) => new(Rows(family, facts).Aggregate(static (above, below) => Line.Of("visit.rows", new Slot("above", Line: above), new Slot("below", Line: below))))
    {
        Choices =
        [
            .. Steps(family, facts).Select(step => new Choice($"family:{step}:{family.Id}", new($"families.step-{step}"))),
            .. family.OtherCases.Select(other => new Choice($"family:show:{other.Id}", Line.Of("families.other-case", Service(other.Service)))),
        ],
    };

    /// <summary>What keeps a case from its next stage and is not asked in the dialogue about it.</summary>
    public static ImmutableArray<string> First(CaseFact? of) => [.. (of?.Missing ?? []).Where(what => !FamilyStageDialog.Asked.Contains(what))];

    /// <summary>"Missing: contract, ratings".</summary>
    public static Line Lacks(IEnumerable<string> what) => Line.Of("families.lacks", new Slot("what", Line: what.Select(one => new Line($"families.lack-{one}")).Aggregate(Listed)));

    private static IEnumerable<Line> Rows(FamilyFact family, Facts facts)
    {
        yield return Line.Of("families.item", VisitFamily.Show(family, facts) with { Name = "family" }, new("reference", Words: family.Reference));
        if (family.IsLost) yield return new("household.lost-row");
        if (!family.Members.IsEmpty) yield return Line.Of("families.members", new Slot("who", Line: family.Members.Select(Member).Aggregate(Listed)));
        if (family.Case is { } way)
        {
            if (way.IsAdult) yield return new("families.kind-adult");
            if (!family.OtherCases.IsEmpty) yield return Line.Of("families.service", Service(way.Service));
            yield return Line.Of("families.stage", new("stage", Key: $"families.stage-{way.Stage}"), Slot.Of("day", way.Since.AtMidnight(), facts.Now));
            if (!way.Missing.IsEmpty) yield return Lacks(way.Missing);
            if (way.AssessedOn is { } assessed)
                yield return Line.Of("families.assessed", Slot.Of("day", assessed.AtMidnight(), facts.Now), new("version", Words: VisitSpan.Count(way.AssessedVersion)),
                    way.Problems.IsEmpty ? new("problems", Key: "engine.nothing") : new("problems", Line: way.Problems.Select(domain => Line.Of("engine.words", new Slot("words", Words: domain))).Aggregate(Listed)));
            foreach (var step in way.Steps)
                yield return Line.Of(step.IsDone ? "families.step-row-done" : "families.step-row", new("what", Words: step.Who is { } who ? $"{step.What} ({who})" : step.What),
                    step.Until is { } until ? Slot.Of("day", until.AtMidnight(), facts.Now) : new("day", Key: "engine.nothing"));
            foreach (var (role, name) in way.Network)
                yield return Line.Of("families.network-row", new("role", Key: $"family-network.role.{role}"), new("name", Words: name));
        }
        foreach (var contract in family.Contracts)
        {
            yield return Clock(contract, facts);
            if (!contract.Unsigned.IsEmpty)
                yield return Line.Of("families.unsigned-by", new("number", Words: contract.Number), new("who", Line: contract.Unsigned.Select(side => new Line($"families.party-{side}")).Aggregate(Listed)));
        }
        foreach (var goal in family.Goals)
            yield return Line.Of(goal.IsAgreed ? "families.goal-row" : "families.goal-row-open", new("number", Words: VisitSpan.Count(goal.Number)), new("goal", Words: goal.Words),
                goal.Value is { } value ? new("value", Line: Line.Of("visit.progress.of-ten", new Slot("value", Words: VisitSpan.Count(value)))) : new("value", Key: "families.goal-unrated"));
    }

    /// <summary>On which day a contract is and how many of its hours are used; before its first day, when it begins.</summary>
    internal static Line Clock(ContractFact contract, Facts facts) => contract.Day < 1
        ? Line.Of("families.clock-ahead", new("number", Words: contract.Number), Slot.Of("day", facts.Now.Date.PlusDays(1 - contract.Day).AtMidnight(), facts.Now))
        : Line.Of("families.clock", new("number", Words: contract.Number), new("day", Words: VisitSpan.Count(contract.Day)), new("percent", Words: VisitSpan.Count(contract.Percent)));

    private static IEnumerable<string> Steps(FamilyFact family, Facts facts)
    {
        var isCoordinator = facts.Is(Audience.Coordinator);
        if (!isCoordinator && !family.CanWrite) yield break;
        // The last step ends the case: the coordinator takes it.
        if (family.Case is { Stage: not "closed" } way && (isCoordinator || way.Stage != "ending")) yield return "stage";
        yield return "assess";
        yield return "goal";
        if (!family.Goals.IsEmpty) yield return "goal-close";
        yield return "plan";
        if (family.Case?.Steps.Any(step => !step.IsDone) == true) yield return "plan-done";
        yield return "network";
        yield return "more";
        if (!isCoordinator) yield break;
        yield return "assign";
        yield return "contract";
        if (family.Contracts.Any(contract => !contract.Unsigned.IsEmpty)) yield return "sign";
        if (!family.Contracts.IsEmpty)
        {
            yield return "extend";
            yield return "rate";
            yield return "contract-end";
        }
        yield return "codes";
        yield return "close";
        yield return "merge";
    }

    private static Line Member((string Role, string? Name, int? Year) member)
    {
        // Roles are those of visit notes, and anything else somebody brought along.
        var role = Roles.Contains(member.Role) ? new Line($"family-member.role.{member.Role}") : new Line("family-member.role.other");
        var words = string.Join(", ", new[] { member.Name, member.Year is { } year ? VisitSpan.Count(year) : null }.Where(one => one is not null));
        return words.Length == 0 ? role : Line.Of("families.member", new Slot("role", Line: role), new Slot("name", Words: words));
    }

    private static readonly ImmutableArray<string> Roles = ["mother", "father", "child", "grandmother", "grandfather"];

    private static Slot Service(string service) => new("service", Key: $"services.{service}.name");

    private static Line Listed(Line left, Line right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right));
}
