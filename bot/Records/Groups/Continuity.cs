using System.Collections.Immutable;

namespace Assistant.Records.Groups;

/// <summary>Whether a closed group stayed the same circle from beginning to end.</summary>
/// <param name="Ever">Everybody who came into the circle.</param>
/// <param name="Kept">Who is still in it.</param>
/// <param name="Later">Of <paramref name="Ever"/>: taken in for a reason though it was complete.</param>
/// <param name="Left">Who left, by the reason they gave; <see langword="null"/>: none.</param>
public sealed record Continuity(int Ever, int Kept, int Later, ImmutableArray<(string? Why, int Count)> Left)
{
    /// <summary>Who was there when the circle closed.</summary>
    public int Began => Ever - Later;

    /// <summary>Counts it.</summary>
    public static Continuity Of(IReadOnlyCollection<Membership> members)
    {
        Membership[] ever = [.. members.Where(member => member.IsActive || member is { State: MemberState.Left, Agreed: not null })];
        return new(ever.Length, ever.Count(member => member.IsActive), ever.Count(member => member.Content.Overriding is not null),
            [.. ever.Where(member => !member.IsActive).GroupBy(member => member.Content.LeftWhy).Select(why => (why.Key, why.Count())).OrderByDescending(one => one.Item2)]);
    }
}
