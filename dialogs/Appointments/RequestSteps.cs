using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using NodaTime;

namespace Assistant.Dialogs.Appointments;

/// <summary>Who may do what with a request in which state, and how it is shown. The Host's records decide in the end; this keeps buttons honest.</summary>
internal static class RequestSteps
{
    public static bool Allows(RequestFact request, RequestStep step, Facts facts) => step switch
    {
        RequestStep.Take => facts.Is(Audience.Coordinator) && request.State is "waiting",
        RequestStep.Propose => facts.Is(Audience.Coordinator) && (request is { IsMine: true, State: "taken" or "proposed" } || IsHeld(request) && IsAhead(request, facts)),
        RequestStep.Confirm or RequestStep.Decline => facts.Is(Audience.Coordinator) && request is { IsMine: true, State: "taken" or "proposed" },
        RequestStep.CallOff => facts.Is(Audience.Coordinator) && IsHeld(request) && IsAhead(request, facts),
        RequestStep.HandOver => facts.Is(Audience.Coordinator) && (request is { IsMine: true, State: "taken" or "proposed" } || IsHeld(request) && IsAhead(request, facts)),
        RequestStep.Release => facts.Is(Audience.Coordinator) && request is { IsMine: true, State: "taken", IsMoving: false },
        RequestStep.Accept or RequestStep.Refuse => request is { IsMine: true, State: "proposed" },
        RequestStep.Move => request is { IsMine: true, State: "confirmed" } && IsAhead(request, facts),
        _ => request is { IsMine: true, State: "waiting" or "taken" or "proposed" } || request.IsMine && IsAhead(request, facts),
    };

    /// <summary>Whether a meeting is this coordinator's to see to: their own, or nobody's.</summary>
    private static bool IsHeld(RequestFact request) => request.IsMine || request.IsNobodys;

    /// <summary>Whether a meeting is agreed that has not begun.</summary>
    public static bool IsAhead(RequestFact request, Facts facts) =>
        request is { State: "confirmed" or "taken" or "proposed", Agreed: { } agreed } && agreed > facts.Now;

    /// <summary>Why it was declined or called off; <see langword="null"/>: it was not, or no reason was given.</summary>
    /// <param name="toParent">As the parent was told it.</param>
    public static Line? Why(RequestFact request, bool toParent) => request switch
    {
        { State: not ("declined" or "cancelled") } => null,
        { Reason: { } listed } when Knowledge.Catalogue.DeclineReasons.Ids.Contains(listed) => Line.Of("engine.text", new Slot("text", Key: toParent ? $"reasons.{listed}-told" : $"reasons.{listed}")),
        { ReasonWords: { } words } => toParent ? Line.Of("notice.wrote", new Slot("words", Words: words)) : Line.Of("engine.words", new Slot("words", Words: words)),
        _ => null,
    };

    /// <summary>Why a step is not possible any more, kindly.</summary>
    public static Line Settled(RequestFact? request) => request is null
        ? new("request.gone")
        : Why(request, toParent: false) is { } why ? Line.Of("request.settled-why", new("reference", Words: request.Reference), new("reason", Line: why))
        : Line.Of(request is { State: "taken", OwnerName: not null, IsMoving: false } ? "request.settled-taken-by" : $"request.settled-{request.State}",
            new("reference", Words: request.Reference), new("name", Words: request.OwnerName));

    public static Choice Choice(RequestFact request, RequestStep step) =>
        new($"request:{step.ToString().ToLowerInvariant()}:{request.Id}", new($"request.step-{(step, request) switch
        {
            (RequestStep.Confirm, { Draft.Wish: null }) => "answered",
            (RequestStep.Propose, { State: "confirmed" }) => "move",
            (RequestStep.Cancel, { Agreed: not null }) => "cancel-meeting",
            (RequestStep.Decline, { IsMoving: true }) => "keep",
            _ => step.ToString().ToLowerInvariant(),
        }}"));

    /// <summary>What the coordinator can do with it now.</summary>
    /// <param name="isList">In a list, where it can be given away too.</param>
    public static ImmutableArray<Choice> ForCoordinator(RequestFact request, Facts facts, bool isList = false) =>
        [.. new[] { RequestStep.Take, RequestStep.Confirm, RequestStep.Propose, RequestStep.Decline, RequestStep.CallOff, RequestStep.HandOver }
            .Where(step => Allows(request, step, facts) && (step != RequestStep.Confirm || request.State != "proposed" && CanConfirm(request)) && (step != RequestStep.HandOver || isList))
            .Select(step => Choice(request, step))];

    /// <summary>What it is about, when, and until when to answer; no names.</summary>
    public static Line ForCoordinators(string key, RequestFact request) => Line.Of(key,
        new("reference", Words: request.Reference), About(request), Wish(request), new("deadline", Time: request.Deadline),
        new("state", Key: $"request.state-{(request.IsMoving ? "moving" : request.State)}"), new("name", Words: request.OwnerName));

    public static string Service(RequestFact request) => request.Draft switch
    {
        _ when IsHuman(request) => "request.human",
        { Service: { } service } => $"services.{service}.name",
        _ => "appointment.service.worry",
    };

    /// <summary>Whether there is a time to confirm; a wish to talk to a human needs none.</summary>
    public static bool CanConfirm(RequestFact request) => request.Draft.Wish is not null || IsHuman(request);

    public static bool IsHuman(RequestFact request) => request.Draft.Kind == "human";

    /// <summary>The service, and where, as far as that is known.</summary>
    private static Slot About(RequestFact request) => request.Draft.Place is { } place && Knowledge.Replies.Places.Ids.Contains(place)
        ? new("service", Line: Line.Of("request.service-place", new Slot("service", Key: Service(request)), new Slot("place", Key: $"place.{place}-in")))
        : new("service", Key: Service(request));

    private static Slot Wish(RequestFact request) =>
        // The deadline is near now, whatever year it is read in.
        request.Proposed is not null ? new("wish", Line: Times.Said(As(request.Proposed.Value) with { Until = request.ProposedUntil }, request.Deadline))
        : request is { Agreed: { } agreed, IsMoving: false } ? new("wish", Line: Times.Said(As(agreed) with { Until = request.AgreedUntil }, request.Deadline))
        : request.Draft.Wish is { } wish ? new("wish", Line: Times.Or(Wishes(request).Select(found => Times.Said(found, request.Deadline))))
        : request.Draft.WishWords is { } words ? new("wish", Words: words)
        : new("wish", Key: "request.any-time");

    /// <summary>The time that is proposed, and where.</summary>
    public static Line Offer(RequestFact request, LocalDateTime now) =>
        Times.At(As(request.Proposed!.Value) with { Until = request.ProposedUntil, Place = request.ProposedPlace ?? request.Draft.Place }, now);

    /// <summary>The time that is agreed, and where.</summary>
    public static Line Meeting(RequestFact request, LocalDateTime now) =>
        Times.At(As(request.Agreed!.Value) with { Until = request.AgreedUntil, Place = request.Draft.Place }, now);

    /// <summary>The times wished for, the first one first.</summary>
    public static IEnumerable<WishedTime> Wishes(RequestFact request) => request.Draft.Wish is not { } first ? []
        : [As(first) with { Until = request.Draft.WishUntil }, .. request.Draft.OtherWishes.Select(As)];

    /// <summary>Midnight stands for "no time said".</summary>
    private static WishedTime As(LocalDateTime time) => new(time.Date, time.TimeOfDay == LocalTime.Midnight ? null : time.TimeOfDay);
}
