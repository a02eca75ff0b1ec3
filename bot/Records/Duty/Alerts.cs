using System.Collections.Immutable;
using Assistant.Records.Messages;
using NodaTime;

namespace Assistant.Records.Duty;

/// <summary>When a safety concern that nobody acknowledged goes further. The first person is told at once.</summary>
/// <param name="Second">To the second person as well.</param>
/// <param name="All">To all coordinators.</param>
/// <param name="Repeat">Again to all, each time after so long, until somebody acknowledges.</param>
public sealed record EscalationTimes(Duration Second, Duration All, Duration Repeat)
{
    /// <summary>Step of a concern that is so old: 0 the first person, 1 the second, 2 all, 3 and more all again.</summary>
    public int StepAt(Duration age) =>
        age < Second ? 0 : age < All ? 1 : 2 + (int)((age - All).TotalMilliseconds / Repeat.TotalMilliseconds);

    /// <summary>How old a concern is when a step falls due.</summary>
    public Duration AgeAt(int step) => step switch { <= 0 => Duration.Zero, 1 => Second, _ => All + (Repeat * (step - 2)) };
}

/// <summary>One person told of a safety concern in one chat.</summary>
/// <param name="Concern">Id of the safety event.</param>
/// <param name="Step">As <see cref="EscalationTimes.StepAt"/>.</param>
/// <param name="Outcome">What became of the message; <see langword="null"/>: not known yet.</param>
/// <param name="Reason">Why it did not arrive.</param>
public sealed record Alert(Guid Concern, int Step, PersonId Person, ConversationId Conversation, Instant At, OutgoingState? Outcome, string? Reason);

/// <summary>Who was told of which concern when, and whether it arrived. No words, no names.</summary>
public interface IAlerts
{
    /// <returns>False when this step was told in this chat before.</returns>
    bool Add(IUnit unit, Alert alert);

    /// <summary>Records what became of an alert; audited.</summary>
    void Settle(IUnit unit, Alert alert);

    /// <summary>All alerts of a concern, in order.</summary>
    ImmutableArray<Alert> Of(IUnit unit, Guid concern);

    /// <summary>Alerts whose outcome is not known yet.</summary>
    ImmutableArray<Alert> Unsettled(IUnit unit);
}
