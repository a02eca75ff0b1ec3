namespace Assistant.Host.Cli.Understand;

/// <summary>Every kind of <c>understand</c> by its name, made only when asked for; each lives in a file of its own in this folder.</summary>
internal static class UnderstandKinds
{
    public static IReadOnlyDictionary<string, Func<IUnderstandKind>> All { get; } = new Dictionary<string, Func<IUnderstandKind>>(StringComparer.Ordinal)
    {
        ["crisis"] = () => new DangerKind(),
        ["expressions"] = () => new ExpressionsKind(),
        ["faq"] = () => new FaqKind(),
        ["muni"] = () => new MuniKind(),
        ["names"] = () => new NamesKind(),
        ["notes"] = () => new NotesKind(),
        ["numbers"] = () => new NumbersKind(),
        ["pii"] = () => new PiiKind(),
    };
}
