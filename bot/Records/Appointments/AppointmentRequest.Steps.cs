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

    /// <summary>Whether another time is sought for a meeting that is agreed; the agreed one holds until then.</summary>
    public bool IsMoving => IsOpen && Agreed is not null;

    /// <summary>A coordinator makes it theirs.</summary>
    public StepResult Take(PersonId by) =>
        State == RequestState.Waiting ? StepResult.Done(this with { State = RequestState.Taken, Owner = by }) : StepResult.No(IsOpen ? StepRefusal.Taken : StepRefusal.Closed);

    /// <summary>A coordinator offers a time; the parent decides before <paramref name="deadline"/>. Taking it first is not needed. Of a meeting that is agreed its owner asks to move it.</summary>
    public StepResult Propose(PersonId by, LocalDateTime time, LocalDateTime now, Instant deadline, LocalTime? until = null, string? place = null) =>
        (IsAhead(now) && State == RequestState.Confirmed ? Owns(by) : Hinders(by)) is { } no ? StepResult.No(no)
        : time <= now ? StepResult.No(StepRefusal.Past)
        : StepResult.Done(this with { State = RequestState.Proposed, Owner = by, Proposed = time, ProposedUntil = until, ProposedPlace = place, Deadline = deadline });

    /// <summary>A coordinator agrees to <paramref name="time"/>, or else to the time wished for. Not while the parent is deciding.</summary>
    public StepResult Confirm(PersonId by, LocalDateTime? time, LocalDateTime now, LocalTime? until = null)
    {
        if (Hinders(by) is { } no) return StepResult.No(no);
        if (State == RequestState.Proposed) return StepResult.No(StepRefusal.NotNow);
        var agreed = time ?? Content.Wish;
        if (agreed is null && Content.Kind != Human) return StepResult.No(StepRefusal.NoTime);
        return agreed <= now ? StepResult.No(StepRefusal.Past)
            : StepResult.Done(Settled(RequestState.Confirmed) with { Owner = by, Agreed = agreed, AgreedUntil = time is null ? Content.WishUntil : until });
    }

    /// <summary>A coordinator says no; to a wish to move, so that the agreed time holds.</summary>
    /// <param name="why">Kept with it.</param>
    public StepResult Decline(PersonId by, DeclineReason? why = null) =>
        Hinders(by) is { } no ? StepResult.No(no) : StepResult.Done(Settled(IsMoving ? RequestState.Confirmed : RequestState.Declined) with { Owner = by, Why = why });

    /// <summary>The parent takes the proposed time.</summary>
    public StepResult Accept(PersonId by, LocalDateTime now) =>
        Decides(by) is { } no ? StepResult.No(no)
        : Proposed <= now ? StepResult.No(StepRefusal.Past)
        : StepResult.Done(Settled(RequestState.Confirmed) with { Agreed = Proposed, AgreedUntil = ProposedUntil, Content = Content with { Place = ProposedPlace ?? Content.Place } });

    /// <summary>The proposed time does not suit: back to the same coordinator, who has until <paramref name="deadline"/>.</summary>
    public StepResult Refuse(PersonId by, Instant deadline) =>
        Decides(by) is { } no ? StepResult.No(no) : StepResult.Done(Settled(RequestState.Taken) with { Deadline = deadline });

    /// <summary>The parent asks for another time than the agreed one, which holds until both agree anew.</summary>
    /// <param name="wishes">Times that would suit, and the words for them.</param>
    public StepResult Move(PersonId by, RequestContent wishes, LocalDateTime now, Instant deadline) =>
        by != Parent ? StepResult.No(StepRefusal.NotYours)
        : State != RequestState.Confirmed ? StepResult.No(IsOpen ? StepRefusal.NotNow : StepRefusal.Closed)
        : !IsAhead(now) ? StepResult.No(StepRefusal.Past)
        : StepResult.Done(this with { State = RequestState.Taken, Content = wishes, Deadline = deadline });

    /// <summary>The parent takes it back; also an agreed appointment that is still to come.</summary>
    public StepResult Cancel(PersonId by, LocalDateTime now) =>
        by != Parent ? StepResult.No(StepRefusal.NotYours)
        : IsOpen || State == RequestState.Confirmed && IsAhead(now) ? StepResult.Done(Settled(RequestState.Cancelled))
        : StepResult.No(StepRefusal.Closed);

    /// <summary>The coordinator who holds an agreed meeting calls it off.</summary>
    /// <param name="why">Kept with it.</param>
    public StepResult CallOff(PersonId by, LocalDateTime now, DeclineReason? why = null) =>
        !IsAhead(now) || !(IsOpen || State == RequestState.Confirmed) ? StepResult.No(StepRefusal.Closed)
        : Owns(by) is { } no ? StepResult.No(no)
        : StepResult.Done(Settled(RequestState.Cancelled) with { Why = why });

    /// <summary>The coordinator who has it gives it to a colleague.</summary>
    public StepResult HandOver(PersonId by, PersonId to, LocalDateTime now) =>
        !IsOpen && !(State == RequestState.Confirmed && IsAhead(now)) ? StepResult.No(StepRefusal.Closed)
        : State == RequestState.Waiting ? StepResult.No(StepRefusal.NotNow)
        : Owns(by) is { } no ? StepResult.No(no)
        : StepResult.Done(this with { Owner = to });

    /// <summary>The coordinator who took it gives it back to all. Not what is agreed, or proposed to the parent.</summary>
    public StepResult Release(PersonId by) =>
        Owns(by) is { } no ? StepResult.No(no)
        : State != RequestState.Taken || IsMoving ? StepResult.No(IsOpen ? StepRefusal.NotNow : StepRefusal.Closed)
        : StepResult.Done(this with { State = RequestState.Waiting, Owner = null });

    /// <summary>The clock: nobody answered before the deadline. At that very instant it is over; an agreed meeting that was to be moved stays as it was.</summary>
    public StepResult Expire(Instant now) =>
        !IsOpen ? StepResult.No(StepRefusal.Closed) : now < Deadline ? StepResult.No(StepRefusal.NotNow)
        : StepResult.Done(Settled(IsMoving ? RequestState.Confirmed : RequestState.Expired));

    /// <summary>Nothing is proposed any more.</summary>
    private AppointmentRequest Settled(RequestState state) => this with { State = state, Proposed = null, ProposedUntil = null, ProposedPlace = null };

    private bool IsAhead(LocalDateTime now) => Agreed is { } agreed && agreed > now;

    /// <summary>What belongs to nobody, since whoever had it cannot go on, is anybody's to see to.</summary>
    private string? Owns(PersonId coordinator) => Owner is null || Owner == coordinator ? null : StepRefusal.Taken;

    private string? Hinders(PersonId coordinator) =>
        !IsOpen ? StepRefusal.Closed : Owner is { } owner && owner != coordinator ? StepRefusal.Taken : null;

    private string? Decides(PersonId parent) =>
        parent != Parent ? StepRefusal.NotYours : !IsOpen ? StepRefusal.Closed : State != RequestState.Proposed ? StepRefusal.NotNow : null;
}
