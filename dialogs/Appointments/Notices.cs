using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Appointments;

/// <summary>
/// What the other side of a request is told, in lines and standing choices; the Host renders them in the receiver's language and sends them.
/// Coordinators read reference, service and time only: names and notes appear to the one who takes it.
/// </summary>
public static class Notices
{
    /// <summary>To coordinators: somebody asks.</summary>
    public static IEnumerable<Effect.Say> Filed(RequestFact request) =>
        [new(RequestSteps.ForCoordinators("notice.filed", request)) { Choices = [RequestSteps.Choice(request, RequestStep.Take)] }];

    /// <summary>To coordinators: nobody has answered, and it must happen soon.</summary>
    public static IEnumerable<Effect.Say> DeadlineNear(RequestFact request) =>
        [new(RequestSteps.ForCoordinators("notice.deadline-near", request)) { Choices = request.State == "waiting" ? [RequestSteps.Choice(request, RequestStep.Take)] : [] }];

    /// <summary>To the parent: somebody deals with it.</summary>
    public static IEnumerable<Effect.Say> Taken(RequestFact request) =>
        [new(request.OwnerName is { } name ? Line.Of("notice.taken-by", new Slot("name", Words: name)) : new("notice.taken"))];

    /// <summary>To the parent: another time is offered.</summary>
    public static IEnumerable<Effect.Say> Proposed(RequestFact request) =>
        [new(Line.Of("notice.proposed", new Slot("time", Line: RequestSteps.Offer(request, request.Deadline)))) { Choices = [RequestSteps.Choice(request, RequestStep.Accept), RequestSteps.Choice(request, RequestStep.Refuse)] }];

    /// <summary>To the parent: it is agreed; or, where no time was needed, that the wish has been answered.</summary>
    public static IEnumerable<Effect.Say> Confirmed(RequestFact request) => request.Agreed is null
        ? [new(new("notice.answered")) { Choices = [Menu.Human] }]
        : [new(Line.Of("notice.confirmed", new Slot("time", Line: RequestSteps.Meeting(request, request.Deadline)))) { Choices = [RequestSteps.Choice(request, RequestStep.Cancel)] }];

    /// <summary>To the coordinator who took it: the parent accepted the proposed time.</summary>
    public static IEnumerable<Effect.Say> Accepted(RequestFact request) => [new(RequestSteps.ForCoordinators("notice.accepted", request))];

    /// <summary>To the coordinator who took it: the proposed time does not suit.</summary>
    /// <param name="words">What the parent added.</param>
    public static IEnumerable<Effect.Say> Refused(RequestFact request, string? words) =>
        [new(words is null
            ? RequestSteps.ForCoordinators("notice.refused", request)
            : Line.Of("notice.refused-words", new("reference", Words: request.Reference), new("words", Words: words)))
        { Choices = [RequestSteps.Choice(request, RequestStep.Propose), RequestSteps.Choice(request, RequestStep.Decline)] }];

    /// <summary>To the parent: no, and why.</summary>
    /// <param name="words">The coordinator's words.</param>
    /// <param name="reason">Or the reason chosen from the list.</param>
    public static IEnumerable<Effect.Say> Declined(RequestFact request, string? words, string? reason = null) =>
        [new(reason is not null ? Line.Of("notice.declined-because", new Slot("reason", Key: $"reasons.{reason}-told"))
            : words is not null ? Line.Of("notice.declined-reason", new Slot("reason", Words: words)) : new("notice.declined")) { Choices = [Menu.Human, Menu.Appointment] }];

    /// <summary>To the coordinator who took it, or to all when nobody had: the parent took it back.</summary>
    public static IEnumerable<Effect.Say> Cancelled(RequestFact request) => [new(RequestSteps.ForCoordinators("notice.cancelled", request))];

    /// <summary>To the parent: nobody answered in time.</summary>
    /// <param name="contact">Where a human can be reached; may be empty.</param>
    public static IEnumerable<Effect.Say> ExpiredToParent(RequestFact request, string contact) =>
        [new(contact.Length > 0 ? Line.Of("notice.expired-contact", new Slot("contact", Words: contact)) : new("notice.expired")) { Choices = [Menu.Human] }];

    /// <summary>To coordinators: nobody answered in time, and the parent was told.</summary>
    public static IEnumerable<Effect.Say> ExpiredToCoordinators(RequestFact request) => [new(RequestSteps.ForCoordinators("notice.expired-coordinators", request))];

    /// <summary>To whoever answers: the parent's chat takes nothing any more.</summary>
    public static IEnumerable<Effect.Say> Unreachable(RequestFact request) => [new(RequestSteps.ForCoordinators("notice.unreachable", request))];

    /// <summary>To whoever answers: nobody knows whether the parent got what was sent.</summary>
    public static IEnumerable<Effect.Say> MaybeDelivered(RequestFact request) => [new(RequestSteps.ForCoordinators("notice.maybe-delivered", request))];

    /// <summary>To whoever answers: something did not arrive.</summary>
    public static IEnumerable<Effect.Say> NotDelivered(RequestFact request) => [new(RequestSteps.ForCoordinators("notice.not-delivered", request))];

    /// <summary>To coordinators: somebody may be in danger.</summary>
    /// <param name="id">Of the safety event.</param>
    /// <param name="level"><c>now</c>, <c>need</c> or <c>implied</c>.</param>
    public static IEnumerable<Effect.Say> Concern(string id, string level) =>
        [new(new Line($"notice.concern-{level}")) { IsSafety = true, Choices = [new($"concern:seen:{id}", new("notice.concern-seen"))] }];
}
