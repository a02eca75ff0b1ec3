using NodaTime;

namespace Assistant.Records.Relay;

/// <summary>What a step came to: the talk as it is then, or why not.</summary>
/// <param name="Next">To be saved; <see langword="null"/>: refused.</param>
/// <param name="Refusal">A code of <see cref="RelayRefusal"/>; <see langword="null"/>: done.</param>
public sealed record RelayResult(RelayTalk? Next, string? Refusal)
{
    internal static RelayResult Done(RelayTalk next) => new(next, null);

    internal static RelayResult No(string refusal) => new(null, refusal);
}

/// <summary>Why a step is refused.</summary>
public static class RelayRefusal
{
    /// <summary>Another coordinator has it.</summary>
    public const string Taken = "taken";
    /// <summary>It is over.</summary>
    public const string Closed = "closed";
    /// <summary>Only who has it, or who asked, may do this.</summary>
    public const string NotYours = "not-yours";
}

/// <summary>The steps of a talk, as pure functions.</summary>
public sealed partial record RelayTalk
{
    /// <summary>Whether it goes on.</summary>
    public bool IsOpen => State != RelayState.Ended;

    /// <summary>Whether each side's words go to the other at once.</summary>
    public bool IsLive => State == RelayState.Taken;

    /// <summary>A coordinator makes it theirs; also one who was not asked. Taking one's own again moves it to this chat.</summary>
    public RelayResult Take(PersonId by, ConversationId chat) =>
        !IsOpen ? RelayResult.No(RelayRefusal.Closed)
        : State == RelayState.Taken && Owner != by ? RelayResult.No(RelayRefusal.Taken)
        : RelayResult.Done(this with { State = RelayState.Taken, Owner = by, OwnerConversation = chat, Holds = true });

    /// <summary>Whoever has it asks a colleague to go on.</summary>
    /// <param name="asked">From when the colleague is asked.</param>
    public RelayResult HandOver(PersonId by, PersonId to, Instant asked) =>
        Hinders(by) is { } no ? RelayResult.No(no)
        : to == by ? RelayResult.No(RelayRefusal.NotYours)
        : RelayResult.Done(this with { State = RelayState.HandedOver, Owner = to, OwnerConversation = null, Asked = asked });

    /// <summary>Whoever has it is away: it waits for any coordinator again.</summary>
    /// <param name="asked">From when coordinators are asked.</param>
    public RelayResult Release(Instant asked) =>
        State is not (RelayState.Taken or RelayState.HandedOver) ? RelayResult.No(RelayRefusal.Closed)
        : RelayResult.Done(this with { State = RelayState.Waiting, Owner = null, OwnerConversation = null, Asked = asked });

    /// <summary>It is over.</summary>
    /// <param name="by">The person, whoever has it, or <see langword="null"/>: the clock.</param>
    public RelayResult End(PersonId? by, Instant now) =>
        !IsOpen ? RelayResult.No(RelayRefusal.Closed)
        : by is null || by == Person || (State == RelayState.Taken && by == Owner) ? RelayResult.Done(this with { State = RelayState.Ended, Holds = false, Ended = now })
        : RelayResult.No(State == RelayState.Taken ? RelayRefusal.Taken : RelayRefusal.NotYours);

    /// <summary>Whether what the person writes goes to the human. While one is there it always does.</summary>
    public RelayResult Hold(PersonId by, bool holds) =>
        !IsOpen ? RelayResult.No(RelayRefusal.Closed)
        : by != Person || (State == RelayState.Taken && !holds) ? RelayResult.No(RelayRefusal.NotYours)
        : RelayResult.Done(this with { Holds = holds });

    /// <summary>The person asks for silence, or writes again.</summary>
    public RelayResult Quiet(PersonId by, bool isQuiet) =>
        !IsOpen ? RelayResult.No(RelayRefusal.Closed)
        : by != Person ? RelayResult.No(RelayRefusal.NotYours)
        : RelayResult.Done(this with { IsQuiet = isQuiet });

    private string? Hinders(PersonId coordinator) =>
        !IsOpen ? RelayRefusal.Closed : State != RelayState.Taken ? RelayRefusal.NotYours : Owner != coordinator ? RelayRefusal.Taken : null;
}
