namespace Assistant.Records.Groups;

/// <summary>When members are asked what they think of the group. The numbers stand in stored rows.</summary>
public enum OpinionMoment
{
    /// <summary>Half of the sessions are over.</summary>
    Middle,
    /// <summary>All of them are.</summary>
    End,
}

/// <summary>How many gave one answer to one question; who they were is not kept.</summary>
/// <param name="Question">An id of the service's <c>survey</c>.</param>
/// <param name="Score">1: little, 2: some, 3: much.</param>
public sealed record Opinion(OpinionMoment Moment, string Question, int Score, int Count);

/// <summary>When members are asked.</summary>
public static class OpinionRules
{
    /// <summary>Fewer sessions have no middle.</summary>
    private const int fewest = 4;

    /// <summary>What the end of a session is, if anything.</summary>
    /// <param name="held">Sessions that take place, in order.</param>
    public static OpinionMoment? After(IReadOnlyList<GroupSession> held, SessionId session) =>
        held.Count > 0 && held[^1].Id == session ? OpinionMoment.End
        : held.Count >= fewest && held[(held.Count - 1) / 2].Id == session ? OpinionMoment.Middle
        : null;

    /// <summary>The session after which members are asked.</summary>
    /// <returns><see langword="null"/>: there is none.</returns>
    public static GroupSession? Of(IReadOnlyList<GroupSession> held, OpinionMoment moment) => held.FirstOrDefault(session => After(held, session.Id) == moment);
}
