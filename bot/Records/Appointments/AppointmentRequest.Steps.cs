using NodaTime;

namespace Assistant.Records.Appointments;

/// <summary>What a step came to: the request as it is then, or why not. Refusals are answers for people, never exceptions.</summary>
/// <param name="Next">To be saved; <see langword="null"/>: refused.</param>
/// <param name="Refusal">A code of <see cref="StepRefusal"/>; <see langword="null"/>: done.</param>
public sealed record StepResult(AppointmentRequest? Next, string? Refusal)
{
    internal static StepResult Done(AppointmentRequest next) => new(next, null);

    internal static StepResult No(string refusal) => new(null, refusal);
}

/// <summary>Why a step is refused.</summary>
public static class StepRefusal
{
    /// <summary>Another coordinator has it.</summary>
    public const string Taken = "taken";
    /// <summary>It is confirmed, declined, cancelled or expired.</summary>
    public const string Closed = "closed";
    /// <summary>It is the other side's turn, or nothing is proposed.</summary>
    public const string NotNow = "not-now";
    /// <summary>Only the parent who asked may do this.</summary>
    public const string NotYours = "not-yours";
    /// <summary>A time is needed, and neither wished nor given.</summary>
    public const string NoTime = "no-time";
    /// <summary>The time has passed.</summary>
    public const string Past = "past";
}

/// <summary>The steps of a request, as pure functions. Times are local to Europe/Tallinn.</summary>
public sealed partial record AppointmentRequest
{
    /// <summary><see cref="RequestContent.Kind"/> of a plain wish to be called or written to: it needs no time.</summary>
    public const string Human = "human";

    /// <summary>Whether somebody still has to do something.</summary>
    public bool IsOpen => State is RequestState.Waiting or RequestState.Taken or RequestState.Proposed;

    /// <summary>A coordinator makes it theirs.</summary>
    public StepResult Take(PersonId by) =>
        State == RequestState.Waiting ? StepResult.Done(this with { State = RequestState.Taken, Owner = by }) : StepResult.No(IsOpen ? StepRefusal.Taken : StepRefusal.Closed);

    /// <summary>A coordinator offers a time; the parent decides before <paramref name="deadline"/>. Taking it first is not needed.</summary>
    public StepResult Propose(PersonId by, LocalDateTime time, LocalDateTime now, Instant deadline) =>
        Hinders(by) is { } no ? StepResult.No(no)
        : time <= now ? StepResult.No(StepRefusal.Past)
        : StepResult.Done(this with { State = RequestState.Proposed, Owner = by, Proposed = time, Deadline = deadline });

    /// <summary>A coordinator agrees to <paramref name="time"/>, or else to the time wished for. Not while the parent is deciding.</summary>
    public StepResult Confirm(PersonId by, LocalDateTime? time, LocalDateTime now)
    {
        if (Hinders(by) is { } no) return StepResult.No(no);
        if (State == RequestState.Proposed) return StepResult.No(StepRefusal.NotNow);
        var agreed = time ?? Content.Wish;
        if (agreed is null && Content.Kind != Human) return StepResult.No(StepRefusal.NoTime);
        return agreed <= now ? StepResult.No(StepRefusal.Past) : StepResult.Done(this with { State = RequestState.Confirmed, Owner = by, Agreed = agreed, Proposed = null });
    }

    /// <summary>A coordinator says no.</summary>
    public StepResult Decline(PersonId by) =>
        Hinders(by) is { } no ? StepResult.No(no) : StepResult.Done(this with { State = RequestState.Declined, Owner = by, Proposed = null });

    /// <summary>The parent takes the proposed time.</summary>
    public StepResult Accept(PersonId by, LocalDateTime now) =>
        Decides(by) is { } no ? StepResult.No(no)
        : Proposed <= now ? StepResult.No(StepRefusal.Past)
        : StepResult.Done(this with { State = RequestState.Confirmed, Agreed = Proposed, Proposed = null });

    /// <summary>The proposed time does not suit: back to the same coordinator, who has until <paramref name="deadline"/>.</summary>
    public StepResult Refuse(PersonId by, Instant deadline) =>
        Decides(by) is { } no ? StepResult.No(no) : StepResult.Done(this with { State = RequestState.Taken, Proposed = null, Deadline = deadline });

    /// <summary>The parent takes it back; also an agreed appointment.</summary>
    public StepResult Cancel(PersonId by) =>
        by != Parent ? StepResult.No(StepRefusal.NotYours)
        : IsOpen || State == RequestState.Confirmed ? StepResult.Done(this with { State = RequestState.Cancelled, Proposed = null })
        : StepResult.No(StepRefusal.Closed);

    /// <summary>The clock: nobody answered before the deadline. At that very instant it is over.</summary>
    public StepResult Expire(Instant now) =>
        !IsOpen ? StepResult.No(StepRefusal.Closed) : now < Deadline ? StepResult.No(StepRefusal.NotNow) : StepResult.Done(this with { State = RequestState.Expired, Proposed = null });

    private string? Hinders(PersonId coordinator) =>
        !IsOpen ? StepRefusal.Closed : Owner is { } owner && owner != coordinator ? StepRefusal.Taken : null;

    private string? Decides(PersonId parent) =>
        parent != Parent ? StepRefusal.NotYours : !IsOpen ? StepRefusal.Closed : State != RequestState.Proposed ? StepRefusal.NotNow : null;
}
