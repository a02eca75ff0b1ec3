using Assistant.Records;

namespace Assistant.Host.Cases;

/// <summary>Which family a button or dialogue is about and, where it has several services at once, which of its cases: <c>FAMILY</c> or <c>FAMILY.CASE</c>.</summary>
/// <param name="Case"><see langword="null"/>: the one that whoever asks works on.</param>
internal readonly record struct AskedFamily(FamilyId Family, CaseId? Case)
{
    private const char between = '.';

    /// <returns><see langword="null"/>: neither; anything may stand in a button.</returns>
    public static AskedFamily? Of(string text) => text.Split(between) switch
    {
        [var family] when Guid.TryParse(family, out var id) => new(new(id), null),
        [var family, var one] when Guid.TryParse(family, out var id) && Guid.TryParse(one, out var of) => new(new(id), new(of)),
        _ => null,
    };

    /// <returns>The family as the audit names it; a dash for what is no id: nobody writes words into the audit.</returns>
    public static string Logged(string text) => Of(text)?.Family.ToString() ?? "-";

    /// <inheritdoc/>
    public override string ToString() => Case is { } one ? $"{Family}{between}{one}" : Family.ToString();
}
