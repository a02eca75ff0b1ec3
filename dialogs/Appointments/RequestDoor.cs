using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Appointments;

/// <summary>Standing choices about requests, <c>request:{step}:{id}</c>, and the lists they stand in.</summary>
internal static class RequestDoor
{
    /// <summary>Most requests shown at once; nearest deadline first, so the rest can wait.</summary>
    private const int MostShown = 10;

    /// <summary>The coordinator's queue.</summary>
    public static IEnumerable<Effect> Queue(Facts facts) => facts.Queue is []
        ? [new Effect.Say(new("queue.empty"))]
        : [new Effect.Say(Line.Of("queue.count", new Slot("count", Words: $"{facts.Queue.Length}"))),
            .. facts.Queue.Take(MostShown).SelectMany(request => Item(request, facts))];

    private static IEnumerable<Effect> Item(RequestFact request, Facts facts)
    {
        var item = new Effect.Say(RequestSteps.ForCoordinators("queue.item", request)) { Choices = RequestSteps.ForCoordinator(request, facts, isList: true) };
        return request.IsUnreachable ? [new Effect.Say(Line.Of("queue.unreachable", new Slot("reference", Words: request.Reference))), item] : [item];
    }

    /// <summary>The coordinator's day: today's meetings, then what must be answered today, each with what can be done next.</summary>
    public static IEnumerable<Effect> Today(Facts facts)
    {
        RequestFact[] due = [.. facts.Queue.Where(request => request.IsMine && request.State != "proposed" || request.Deadline.Date <= facts.Now.Date).Take(MostShown)];
        if (facts.Meetings is [] && due is [])
            return [new Effect.Say(new("today.empty")) { Choices = [Menu.Queue] }];
        return
        [
            new Effect.Say(facts.Meetings is [] ? new("today.no-meetings") : Line.Of("today.meetings", new Slot("count", Words: $"{facts.Meetings.Length}"))),
            .. facts.Meetings.Take(MostShown).Select(request => new Effect.Say(RequestSteps.ForCoordinators("today.meeting", request)) { Choices = RequestSteps.ForCoordinator(request, facts, isList: true) }),
            .. due is [] ? ImmutableArray<Effect>.Empty : [new Effect.Say(Line.Of("today.due", new Slot("count", Words: $"{due.Length}")))],
            .. due.SelectMany(request => Item(request, facts)),
        ];
    }

    /// <summary>The parent's own list: meetings to come, the next one first; then what is asked for; then what is over.</summary>
    public static IEnumerable<Effect> Mine(Facts facts) => facts.MyRequests is []
        ? [new Effect.Say(new("requests.empty")) { Choices = [Menu.Appointment, Menu.Human] }]
        : facts.MyRequests.OrderBy(request => RequestSteps.IsAhead(request, facts) ? 0 : request.State is "waiting" or "taken" or "proposed" ? 1 : 2)
            .ThenBy(request => RequestSteps.IsAhead(request, facts) ? request.Agreed : null).Take(MostShown)
            .Select(request => new Effect.Say(Own(request, facts)) { Choices = ForParent(request, facts) });

    private static Line Own(RequestFact request, Facts facts) =>
        request.State == "confirmed" && request.Agreed is not null ? RequestSteps.ForCoordinators(RequestSteps.IsAhead(request, facts) ? "requests.meeting" : "requests.held", request)
        : request.IsMoving ? Line.Of("requests.moving", new Slot("time", Line: RequestSteps.Meeting(request, facts.Now)))
        : RequestSteps.Why(request, toParent: true) is { } why ? RequestSteps.ForCoordinators("requests.item-why", request) is var item ? item with { Slots = item.Slots.Add(new("reason", Line: why)) } : item
        : RequestSteps.ForCoordinators("requests.item", request);

    /// <summary>What the parent can do with it now.</summary>
    public static ImmutableArray<Choice> ForParent(RequestFact request, Facts facts) =>
        [.. new[] { RequestStep.Accept, RequestStep.Refuse, RequestStep.Move, RequestStep.Cancel }
            .Where(step => RequestSteps.Allows(request, step, facts)).Select(step => RequestSteps.Choice(request, step))];

    /// <summary>How meetings were, in numbers. What few people said is not shown, so that nobody is recognised.</summary>
    public static IEnumerable<Effect> Feedback(Facts facts)
    {
        FeedbackFact[] shown = [.. facts.Feedback.Where(found => found.Little + found.Some + found.Much >= LeastAnswers)];
        return shown is [] ? [new Effect.Say(new("feedback.few")) { Choices = [Menu.Queue] }]
            : [new Effect.Say(new("feedback.lead")), .. shown.Select(found => new Effect.Say(Line.Of("feedback.item",
                new("service", Key: found.Service is null ? "appointment.service.worry" : $"services.{found.Service}.name"),
                Cell("much", found.Much), Cell("some", found.Some), Cell("little", found.Little))))];
    }

    private static Slot Cell(string name, int count) => count is > 0 and < LeastInCell
        ? new(name, Line: Line.Of("feedback.under", new Slot("count", Words: $"{LeastInCell}")))
        : new(name, Words: $"{count}");

    /// <summary>Answers about a service below which nothing is shown.</summary>
    private const int LeastAnswers = 5;

    /// <summary>Like answers below which the number is not shown.</summary>
    private const int LeastInCell = 3;

    /// <returns>What happens at once; or the dialogue that asks for what the step needs.</returns>
    public static (ImmutableArray<Effect> Effects, HandOver? Ask) Press(RequestStep step, Facts facts)
    {
        if (facts.Request is not { } request || !RequestSteps.Allows(request, step, facts))
            return ([.. facts.Request is null ? ImmutableArray.Create<Effect>(new Effect.Denied(Rights.Requests)) : [], new Effect.Say(RequestSteps.Settled(facts.Request))], null);
        WishedTime[] wishes = [.. RequestSteps.Wishes(request)];
        var ask = (step, request.Draft.Wish) switch
        {
            (RequestStep.Propose, _) => "propose",
            (RequestStep.Decline, _) => "decline",
            (RequestStep.Confirm, null) when !RequestSteps.IsHuman(request) => "propose",
            (RequestStep.Confirm, not null) when wishes is not [{ Time: not null }] => "confirm",
            (RequestStep.Refuse, _) => "refuse",
            (RequestStep.Cancel, _) => "withdraw",
            (RequestStep.Move, _) => "move",
            (RequestStep.CallOff, _) => "calloff",
            (RequestStep.HandOver, _) => "handover",
            _ => null,
        };
        if (ask is not null)
        {
            var given = ImmutableDictionary<string, string>.Empty.Add(RequestDialog.RequestId, request.Id);
            return ([], new(ask, ask == "confirm" && wishes is [var only] ? given.Add(ConfirmDialog.Which, only.Write()) : given));
        }
        return (step switch
        {
            RequestStep.Take => [new Effect.StepRequest(request.Id, step), .. Taken(request, facts)],
            RequestStep.Confirm => [new Effect.StepRequest(request.Id, step, request.Draft.Wish) { Until = request.Draft.WishUntil },
                new Effect.Say(wishes is [var wish] ? Line.Of("confirm.done", new Slot("time", Line: Times.At(wish with { Place = request.Draft.Place }, facts.Now))) : new("confirm.answered"))],
            RequestStep.Release => [new Effect.StepRequest(request.Id, step), new Effect.Say(new("handover.released"))],
            _ => [new Effect.StepRequest(request.Id, step), new Effect.Say(Line.Of("request.accepted", new Slot("time", Line: RequestSteps.Offer(request, facts.Now))))],
        }, null);
    }

    /// <summary>What the coordinator who took it needs to answer. Where the channel carries little, only how to go on.</summary>
    private static IEnumerable<Effect> Taken(RequestFact request, Facts facts)
    {
        if (!facts.CarriesLittle && request.Draft is { } draft)
        {
            if (draft.Name is not null || draft.Phone is not null)
                yield return new Effect.Say(Line.Of("queue.contact",
                    draft.Name is { } name ? new("name", Words: name) : new("name", Key: "engine.nothing"),
                    draft.Phone is { } phone ? new("phone", Words: phone) : new("phone", Key: "contact.answer.here")));
            // With day and hour known, "tomorrow" would only mislead whoever reads it on another day.
            if (draft.WishWords is { } words && RequestSteps.Wishes(request).All(wish => wish.Time is null))
                yield return new Effect.Say(Line.Of("queue.wish", new Slot("words", Words: words)));
            if (draft.Note is { } note)
                yield return new Effect.Say(Line.Of("queue.note", new Slot("note", Words: note)));
        }
        if (request.Before is { } before && RequestSteps.Why(before, toParent: false) is { } why)
            yield return new Effect.Say(Line.Of("queue.before", new("reference", Words: before.Reference), new("service", Key: RequestSteps.Service(before)), new("reason", Line: why)));
        if (request.IsUnreachable)
            yield return new Effect.Say(Line.Of("queue.unreachable", new Slot("reference", Words: request.Reference)));
        var mine = request with { State = "taken", IsMine = true };
        yield return new Effect.Say(RequestSteps.ForCoordinators("queue.taken", mine)) { Choices = RequestSteps.ForCoordinator(mine, facts) };
    }
}
