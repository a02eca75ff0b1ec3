using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Appointments;

/// <summary>
/// What the other side of a request is told, in lines and standing choices; the Host renders them in the receiver's language and sends them.
/// Coordinators read reference, service and time only: names and notes appear to the one who takes it.
/// </summary>
public static class Notices
{
    /// <summary>Choice: offer a time for this request.</summary>
    public static Choice Propose(string request) => new($"request:propose:{request}", new("request.step-propose"));

    /// <summary>To coordinators: somebody asks.</summary>
    public static IEnumerable<Effect.Say> Filed(RequestFact request) =>
        [new(RequestSteps.ForCoordinators("notice.filed", request)) { Choices = [RequestSteps.Choice(request, RequestStep.Take)] }];

    /// <summary>To whoever took it, or to all coordinators while nobody has: nobody has answered, and it must happen soon.</summary>
    public static IEnumerable<Effect.Say> DeadlineNear(RequestFact request) =>
        [new(RequestSteps.ForCoordinators("notice.deadline-near", request))
        {
            Choices = request.State == "waiting" ? [RequestSteps.Choice(request, RequestStep.Take)]
                : [.. RequestSteps.CanConfirm(request) ? [RequestSteps.Choice(request, RequestStep.Confirm)] : Array.Empty<Choice>(), RequestSteps.Choice(request, RequestStep.Propose), RequestSteps.Choice(request, RequestStep.Decline)],
        }];

    /// <summary>To the parent, whose turn it is: does the offered time suit?</summary>
    public static IEnumerable<Effect.Say> OfferWaits(RequestFact request) =>
        [new(Line.Of("notice.offer-waits", new Slot("time", Line: RequestSteps.Offer(request, request.Deadline)), new Slot("deadline", Time: request.Deadline))) { Choices = [RequestSteps.Choice(request, RequestStep.Accept), RequestSteps.Choice(request, RequestStep.Refuse)] }];

    /// <summary>To the parent: somebody deals with it.</summary>
    public static IEnumerable<Effect.Say> Taken(RequestFact request) =>
        [new(request.OwnerName is { } name ? Line.Of("notice.taken-by", new Slot("name", Words: name)) : new("notice.taken"))];

    /// <summary>To the parent: another time is offered.</summary>
    public static IEnumerable<Effect.Say> Proposed(RequestFact request) =>
        [new(request.IsMoving
            ? Line.Of("notice.proposed-instead", new Slot("time", Line: RequestSteps.Offer(request, request.Deadline)), new Slot("old", Line: RequestSteps.Meeting(request, request.Deadline)))
            : Line.Of("notice.proposed", new Slot("time", Line: RequestSteps.Offer(request, request.Deadline)))) { Choices = [RequestSteps.Choice(request, RequestStep.Accept), RequestSteps.Choice(request, RequestStep.Refuse)] }];

    /// <summary>To the parent: it is agreed; or, where no time was needed, that the wish has been answered.</summary>
    public static IEnumerable<Effect.Say> Confirmed(RequestFact request) => request.Agreed is null
        ? [new(new("notice.answered")) { Choices = [Menu.Human] }]
        : [new(Line.Of("notice.confirmed", new Slot("time", Line: RequestSteps.Meeting(request, request.Deadline)))) { Choices = [RequestSteps.Choice(request, RequestStep.Move), RequestSteps.Choice(request, RequestStep.Cancel)] }];

    /// <summary>To the parent: the calendar file of a meeting that is agreed, or moved, or not to be.</summary>
    /// <param name="isOff">The meeting will not take place.</param>
    public static IEnumerable<Effect.Say> Calendar(bool isOff, Attachment file) => [new(new(isOff ? "calendar.off" : "calendar.here")) { File = file }];

    /// <summary>To the coordinator who holds it: the parent asks for another time.</summary>
    public static IEnumerable<Effect.Say> Moving(RequestFact request) =>
        [new(Line.Of("notice.moving", new("reference", Words: request.Reference), new("old", Line: RequestSteps.Meeting(request, request.Deadline)), new("wish", Line: Times.Or(RequestSteps.Wishes(request).Select(wish => Times.Said(wish, request.Deadline))))))
        { Choices = [RequestSteps.Choice(request, RequestStep.Confirm), RequestSteps.Choice(request, RequestStep.Propose), RequestSteps.Choice(request, RequestStep.Decline)] }];

    /// <summary>To the parent: the meeting was not moved, it is as it was.</summary>
    /// <param name="words">The coordinator's words.</param>
    /// <param name="reason">Or the reason chosen from the list; <see langword="null"/> both: nobody answered in time.</param>
    public static IEnumerable<Effect.Say> Kept(RequestFact request, string? words, string? reason) =>
    [
        .. reason is not null ? Declined(request, words, reason).Select(say => say with { Choices = [] })
            : words is not null ? [new(Line.Of("notice.declined-reason", new Slot("reason", Words: words)))] : Array.Empty<Effect.Say>(),
        new(Line.Of("notice.kept", new Slot("time", Line: RequestSteps.Meeting(request, request.Deadline)))) { Choices = [RequestSteps.Choice(request, RequestStep.Move), RequestSteps.Choice(request, RequestStep.Cancel)] },
    ];

    /// <summary>To the coordinator who holds it: no new time was agreed, the meeting is as it was.</summary>
    public static IEnumerable<Effect.Say> KeptToCoordinator(RequestFact request) => [new(RequestSteps.ForCoordinators("notice.kept-coordinator", request))];

    /// <summary>To the parent: the meeting will not take place, and why.</summary>
    /// <inheritdoc cref="Declined"/>
    public static IEnumerable<Effect.Say> CalledOff(RequestFact request, string? words, string? reason) =>
    [
        new(Line.Of("notice.called-off", new Slot("time", Line: RequestSteps.Meeting(request, request.Deadline)))),
        .. reason is not null ? [new(Line.Of("engine.text", new Slot("text", Key: $"reasons.{reason}-told"))) { Choices = [Menu.Appointment, Menu.Human] }]
            : words is not null ? [new(Line.Of("notice.wrote", new Slot("words", Words: words))) { Choices = [Menu.Appointment, Menu.Human] }] : Array.Empty<Effect.Say>(),
    ];

    /// <summary>To a colleague: a request is theirs now.</summary>
    /// <param name="from">Who handed it over.</param>
    public static IEnumerable<Effect.Say> HandedOver(RequestFact request, string? from, Facts facts) =>
        [new(from is { } name ? Line.Of("notice.handed-over-by", [new("from", Words: name), .. RequestSteps.ForCoordinators("", request).Slots]) : RequestSteps.ForCoordinators("notice.handed-over", request))
        { Choices = RequestSteps.ForCoordinator(request, facts) }];

    /// <summary>To the parent: somebody else deals with it now.</summary>
    public static IEnumerable<Effect.Say> NewOwner(RequestFact request) =>
        [new(request.OwnerName is { } name ? Line.Of("notice.new-owner-named", new Slot("name", Words: name)) : new("notice.new-owner"))];

    /// <summary>To the coordinator who took it: the offered time was gone when the parent accepted.</summary>
    public static IEnumerable<Effect.Say> TimeGone(RequestFact request) =>
        [new(RequestSteps.ForCoordinators("notice.time-gone", request)) { Choices = [RequestSteps.Choice(request, RequestStep.Propose), RequestSteps.Choice(request, RequestStep.Decline)] }];

    /// <summary>To the parent: the meeting is soon. Neither service nor names, since others may see the screen.</summary>
    public static IEnumerable<Effect.Say> Reminder(RequestFact request, Facts facts) =>
        [new(Line.Of(request.Agreed!.Value.Date == facts.Now.Date ? "reminder.today" : request.Agreed.Value.Date == facts.Now.Date.PlusDays(1) ? "reminder.tomorrow" : "reminder.later",
            new Slot("time", Line: RequestSteps.Meeting(request, request.Deadline)))) { Choices = RequestDoor.ForParent(request, facts) }];

    /// <summary>To the coordinator who holds it: the reminder could not go out in time.</summary>
    public static IEnumerable<Effect.Say> NotReminded(RequestFact request) => [new(RequestSteps.ForCoordinators("reminder.missed", request))];

    /// <summary>To the parent, the day after: how was it?</summary>
    public static IEnumerable<Effect.Say> HowWasIt(RequestFact request) =>
        [new(new("feedback.ask")) { Choices = [new($"rate:1:{request.Id}", new("feedback.little")), new($"rate:2:{request.Id}", new("feedback.some")), new($"rate:3:{request.Id}", new("feedback.much"))] }];

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
    public static IEnumerable<Effect.Say> Cancelled(RequestFact request) => [new(request.Agreed is null
        ? RequestSteps.ForCoordinators("notice.cancelled", request)
        : Line.Of("notice.cancelled-meeting", new("reference", Words: request.Reference), new("time", Line: RequestSteps.Meeting(request, request.Deadline))))];

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
    /// <param name="level">Of <see cref="Effect.RaiseConcern"/>.</param>
    /// <param name="reference">Tells worries of acts apart without a name.</param>
    public static IEnumerable<Effect.Say> Concern(string id, string level, string reference) =>
    [
        new(Duty.DutyNotices.IsNoted(level) ? Line.Of($"notice.concern-{level}", new Slot("reference", Words: reference)) : new Line($"notice.concern-{level}")) { IsSafety = true, Choices = [new($"concern:seen:{id}", new("notice.concern-seen"))] },
    ];
}
