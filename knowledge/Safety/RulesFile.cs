namespace Assistant.Knowledge.Safety;

/// <summary>A rules file.</summary>
internal sealed class RulesFile
{
    /// <summary>When likeness may speak; absent: never.</summary>
    public LikenessFile? Likeness { get; init; }

    /// <summary>Concepts, <c>a|b</c>, across which no rule of the file reaches; absent: none.</summary>
    public string? Breaks { get; init; }

    /// <summary>What denials take back.</summary>
    public required List<DenialFile> Denials { get; init; }

    /// <summary>Guards by name.</summary>
    public required Dictionary<string, GuardFile> Guards { get; init; }

    /// <summary>The rules; of two that hold at the same level the first counts.</summary>
    public required List<RuleFile> Rules { get; init; }
}

/// <summary>A denial as written.</summary>
internal sealed class DenialFile
{
    /// <summary>Concepts, <c>a|b</c>.</summary>
    public required string By { get; init; }

    /// <summary>Concepts, <c>a|b</c>.</summary>
    public required string Removes { get; init; }

    /// <summary>Concepts, <c>a|b</c>.</summary>
    public required string StopsAt { get; init; }

    /// <summary>Words; negative: before.</summary>
    public required int Reach { get; init; }
}

/// <summary>A guard as written.</summary>
internal sealed class GuardFile
{
    /// <summary>Concepts, <c>a|b</c>.</summary>
    public required string By { get; init; }

    /// <summary>Concepts, <c>a|b</c>, or nothing.</summary>
    public string? LiftedBy { get; init; }

    /// <summary>Whether it leaves a soft question instead of silence.</summary>
    public bool Softens { get; init; }
}

/// <summary>A rule as written.</summary>
internal sealed class RuleFile
{
    /// <summary>Its name, unique in the file.</summary>
    public required string Id { get; init; }

    /// <summary>The level.</summary>
    public string Level { get; init; } = "need";

    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Groups of concepts <c>a|b</c>, joined by <c>&amp;</c> (any order) or <c>&gt;</c> (this order).</summary>
    public required string When { get; init; }

    /// <summary>Guards and concepts, <c>a|b</c>.</summary>
    public string? Unless { get; init; }

    /// <summary>Concepts, <c>a|b</c>, across which this rule does not reach, besides the file's.</summary>
    public string? Breaks { get; init; }

    /// <summary>Window in words.</summary>
    public int Within { get; init; } = 9;
}

/// <summary>The bar of likeness as written.</summary>
internal sealed class LikenessFile
{
    /// <summary>Natural logarithm of the odds of danger.</summary>
    public required double AtLeast { get; init; }

    /// <summary>The same for messages that ask something.</summary>
    public required double AtLeastAsked { get; init; }

    /// <summary>The same where a guard stands.</summary>
    public required double AtLeastGuarded { get; init; }

    /// <summary>What likeness alone hears below these odds gives way to a sure question.</summary>
    public required double FaintBelow { get; init; }

    /// <summary>Below these odds no rule is believed.</summary>
    public required double Doubted { get; init; }

    /// <summary>The same for messages that ask something.</summary>
    public required double DoubtedAsked { get; init; }

    /// <summary>Longest message whose rules are doubted, in words.</summary>
    public required int DoubtedWords { get; init; }

    /// <summary>Words that make a question, with spaces between.</summary>
    public required string Asking { get; init; }

    /// <summary>Fewest words.</summary>
    public required int Words { get; init; }

    /// <summary>Guards and concepts, <c>a|b</c>.</summary>
    public string? Unless { get; init; }
}
