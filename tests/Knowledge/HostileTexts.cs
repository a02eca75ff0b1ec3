using Assistant.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;

namespace Assistant.Tests.Knowledge;

/// <summary>Texts nobody writes in good faith.</summary>
internal static class HostileTexts
{
    /// <summary>Ratio that linear work stays under, with room for a busy machine; quadratic work is near 100.</summary>
    private const double MostRatio = 60;

    private static readonly string[] pieces = ["ei", "lööb", "mind", "бьёт", "меня", "не", "kill", "myself", "\uD800", "\uDC00", "👨‍👩‍👧", "õ\u0303", "112", "...", "'", "-", "\0", "\u202E", "ЁЁЁ", "last", "surra", "?", "\n", " "];

    public static void Check(Action<string> property)
    {
        foreach (var text in new[] { "", " ", "\uD800", "'", "''''", "lööb", new string('ё', 5000), new string('-', 5000) }) property(text);
        Prop.ForAll(Gen.Elements(pieces).ListOf().Select(list => string.Join(list.Count % 2 == 0 ? " " : "", list)).ToArbitrary(), property).QuickCheckThrowOnFailure();
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => property(text ?? "")).QuickCheckThrowOnFailure();
    }

    public static void AssertLinear(string part, Action<string> read)
    {
        var small = string.Concat(Enumerable.Repeat(part, 1000 / part.Length + 1))[..1000];
        var large = string.Concat(Enumerable.Repeat(part, 10_000 / part.Length + 1))[..10_000];
        read(small);
        read(large);
        Assert.InRange(Best(large, read) / Best(small, read), 0, MostRatio);
    }

    private static double Best(string text, Action<string> read) => ThreadTime.Best(7, () =>
    {
        for (var i = 0; i < 3; i++) read(text);
    });
}
