using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Catalogue;

namespace Assistant.Dialogs.Groups;

/// <summary>After the group: how life is now. The person sees their own change, nobody else does.</summary>
public sealed class GroupAfterDialog : GroupDialog
{
    private const int MostPoints = 10;

    private static readonly Question<int> after = Ask.Number("after", 0, MostPoints) with { Why = "group-after.why" };

    /// <inheritdoc/>
    public override string Id => "group-after";
    /// <inheritdoc/>
    public override bool IsPersonal => true;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, after];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForGroups(new GroupAct.After(answers.Get(About), answers.Get(after)))) { Next = GroupWellDialog.Next(answers.Get(About), facts) };
}

/// <summary>Five questions about well-being in the official words that the organisation loaded; never begun without them.</summary>
public sealed class GroupWellDialog : GroupDialog
{
    private static readonly ImmutableArray<Question<string>> items = [.. Enumerable.Range(0, WellBeing.Items).Select(Item)];

    /// <inheritdoc/>
    public override string Id => "group-well";
    /// <inheritdoc/>
    public override bool IsPersonal => true;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, .. items];

    /// <inheritdoc/>
    public override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => facts.WellBeing is null ? new("engine.passed") : null;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => items.All(answers.Has)
        ? new(new Effect.ForGroups(new GroupAct.Well(answers.Get(About), items.Sum(item => int.Parse(answers.Get(item), CultureInfo.InvariantCulture)) * WellBeing.PointsToPercent)))
        : new();

    /// <returns><see langword="null"/>: the official text is not there in this language.</returns>
    internal static HandOver? Next(string group, Facts facts) => facts.WellBeing is null ? null : On("group-well", group);

    private static Question<string> Item(int n) => Ask.OneOf($"item-{n + 1}", static (_, facts) =>
        [.. facts.WellBeing?.Answers.Select((answer, place) => new Option((WellBeing.Answers - 1 - place).ToString(CultureInfo.InvariantCulture), "engine.words") { Slots = [new("words", Words: answer)] }) ?? []]) with
    {
        Key = "item",
        Slots = (_, facts) => [new("item", Words: facts.WellBeing?.Items[n] ?? "")],
        Lead = (_, facts) => n == 0 && facts.WellBeing is { } text ? [Line.Of("engine.words", new Slot("words", Words: text.Intro))] : [],
        IsOptional = true,
        Why = "group-well.why",
    };
}
