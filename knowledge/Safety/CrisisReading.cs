namespace Assistant.Knowledge.Safety;

/// <summary>How near the danger is, in rising order.</summary>
public enum CrisisLevel
{
    /// <summary>Nothing was said that needs an answer before everything else.</summary>
    None,
    /// <summary>Danger may be meant: ask softly "are you safe right now?".</summary>
    Implied,
    /// <summary>Help is needed, though not this minute: 116 111 and the municipality.</summary>
    Need,
    /// <summary>Danger now: 112.</summary>
    Now,
}

/// <summary>What the danger is.</summary>
public enum CrisisKind
{
    /// <summary>No danger.</summary>
    None,
    /// <summary>A child is or may be in danger (LasteKS § 30).</summary>
    ChildInDanger,
    /// <summary>Somebody may harm or kill themselves.</summary>
    SelfHarm,
    /// <summary>Somebody is hurt, threatened or held at home.</summary>
    ViolenceAtHome,
}

/// <summary>What the crisis gate read. <see cref="Start"/> and <see cref="End"/> are UTF-16 offsets of the evidence, end exclusive, both 0 when there is none.</summary>
/// <param name="Level">How near the danger is.</param>
/// <param name="Kind">What the danger is; <see cref="CrisisKind.None"/> exactly when the level is none.</param>
/// <param name="Start">First character of the words that led here.</param>
/// <param name="End">The character after the last of them.</param>
/// <param name="Rule">Id of the rule in <c>Safety/rules.yaml</c>; empty when there is no danger.</param>
public sealed record CrisisReading(CrisisLevel Level, CrisisKind Kind, int Start, int End, string Rule)
{
    /// <summary>No danger was read.</summary>
    public static CrisisReading None { get; } = new(CrisisLevel.None, CrisisKind.None, 0, 0, "");

    /// <summary>Only likeness spoke, and not loudly: a message that has a sure answer of its own is taken for the question it is.</summary>
    public bool IsFaint { get; init; }

    /// <summary>No rule holds: likeness alone spoke.</summary>
    public bool IsOnlyHeard { get; init; }

    /// <summary>Said outright, and asked about only because the same message asks about services; never doubted.</summary>
    public bool IsSoftened { get; init; }

    /// <summary>Whether the message needs the helpline card or the soft question before anything else.</summary>
    public bool IsCrisis => Level != CrisisLevel.None;
}

/// <summary>The code of a kind on the command line and in records.</summary>
public static class CrisisKinds
{
    /// <returns><c>child_in_danger</c>, <c>self_harm</c>, <c>violence_at_home</c> or <c>none</c>.</returns>
    public static string Code(this CrisisKind kind) => kind switch
    {
        CrisisKind.ChildInDanger => "child_in_danger",
        CrisisKind.SelfHarm => "self_harm",
        CrisisKind.ViolenceAtHome => "violence_at_home",
        _ => "none",
    };
}
