using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Appointments;

/// <summary>Who may do what with a request in which state, and how it is shown. The Host's records decide in the end; this keeps buttons honest.</summary>
internal static class RequestSteps
{
    public static bool Allows(RequestFact request, RequestStep step, Facts facts) => step switch
    {
        RequestStep.Take => facts.Is(Audience.Coordinator) && request.State is "waiting",
        RequestStep.Propose or RequestStep.Confirm or RequestStep.Decline => facts.Is(Audience.Coordinator) && request is { IsMine: true, State: "taken" or "proposed" },
        RequestStep.Accept or RequestStep.Refuse => request is { IsMine: true, State: "proposed" },
        _ => request is { IsMine: true, State: "waiting" or "taken" or "proposed" or "confirmed" },
    };

    /// <summary>Why a step is not possible any more, kindly.</summary>
    public static Line Settled(RequestFact? request) => request is null
        ? new("request.gone")
        : Line.Of(request is { State: "taken", OwnerName: not null } ? "request.settled-taken-by" : $"request.settled-{request.State}",
            new("reference", Words: request.Reference), new("name", Words: request.OwnerName));

    public static Choice Choice(RequestFact request, RequestStep step) =>
        new($"request:{step.ToString().ToLowerInvariant()}:{request.Id}",
            new(step == RequestStep.Confirm && request.Draft.Wish is null ? "request.step-answered" : $"request.step-{step.ToString().ToLowerInvariant()}"));

    /// <summary>What the coordinator can do with it now.</summary>
    public static ImmutableArray<Choice> ForCoordinator(RequestFact request, Facts facts) =>
        [.. new[] { RequestStep.Take, RequestStep.Confirm, RequestStep.Propose, RequestStep.Decline }
            .Where(step => Allows(request, step, facts) && (step != RequestStep.Confirm || request.State != "proposed" && CanConfirm(request))).Select(step => Choice(request, step))];

    /// <summary>What it is about, when, and until when to answer; no names.</summary>
    public static Line ForCoordinators(string key, RequestFact request) => Line.Of(key,
        new("reference", Words: request.Reference), new("service", Key: Service(request)), Wish(request), new("deadline", Time: request.Deadline),
        new("state", Key: $"request.state-{request.State}"), new("name", Words: request.OwnerName));

    public static string Service(RequestFact request) => request.Draft switch
    {
        _ when IsHuman(request) => "request.human",
        { Service: { } service } => $"services.{service}.name",
        _ => "appointment.service.worry",
    };

    /// <summary>Whether there is a time to confirm; a wish to talk to a human needs none.</summary>
    public static bool CanConfirm(RequestFact request) => request.Draft.Wish is not null || IsHuman(request);

    public static bool IsHuman(RequestFact request) => request.Draft.Kind == "human";

    private static Slot Wish(RequestFact request) =>
        // The deadline is near now, whatever year it is read in.
        (request.Agreed ?? request.Proposed ?? request.Draft.Wish) is { } time ? Slot.Of("wish", time, request.Deadline)
        : request.Draft.WishWords is { } words ? new("wish", Words: words)
        : new("wish", Key: "request.any-time");
}
