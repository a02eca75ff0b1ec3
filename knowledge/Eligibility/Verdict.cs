namespace Assistant.Knowledge.Eligibility;

/// <summary>Whether something holds, in rising order. Unknown while an answer it needs is missing, or was "I don't know".</summary>
public enum Verdict
{
    /// <summary>It does not.</summary>
    No,
    /// <summary>Not known.</summary>
    Unknown,
    /// <summary>It does.</summary>
    Yes,
}
