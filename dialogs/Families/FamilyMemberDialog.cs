using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Families;

/// <summary>Somebody of the household: the right to help is a person's and theirs who live with them ("Perede nõustamine", sihtgrupp).</summary>
public sealed class FamilyMemberDialog : FamilyDialog
{
    private const int Longest = 60, FirstYear = 1900, LastYear = 2100;

    private static readonly Question<string> role = Ask.OneOf("role", "mother", "father", "child", "grandmother", "grandfather", "other") with { Slots = Named, Why = "family-member.why" };
    private static readonly Question<string> name = Ask.Text("name", Longest) with { IsOptional = true, Why = "family-member.why", Shown = static (said, _) => new("", Words: said) };
    private static readonly Question<int> year = Ask.Number("year", FirstYear, LastYear) with { IsOptional = true, Why = "family-member.year.why" };

    /// <inheritdoc/>
    public override string Id => "family-member";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Family, role, name, year];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) =>
        new(new Effect.ForCase(new CaseAct.AddMember(answers.Get(Family), answers.Get(role), answers.Find(name), answers.Has(year) ? answers.Get(year) : null)));
}
