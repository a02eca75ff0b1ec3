namespace Assistant.Channels;

/// <summary>How bad a finding is.</summary>
public enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Ok,
    /// <summary>Works, but should be looked at.</summary>
    Warn,
    /// <summary>Does not work.</summary>
    Fail,
}

/// <param name="What">One line for the operator: what is, and what to do about it. Holds no secret.</param>
public readonly record struct Finding(FindingLevel Level, string What);
