using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.Appointments;

/// <summary>Where a request stands. Every request ends loudly: in one of the last four.</summary>
public enum RequestState
{
    /// <summary>Waits for a coordinator to take it before <see cref="AppointmentRequest.Deadline"/>.</summary>
    Waiting,
    /// <summary>A coordinator has taken it and will confirm or propose.</summary>
    Taken,
    /// <summary>A coordinator proposed another time; the parent decides.</summary>
    Proposed,
    /// <summary>Both sides agreed.</summary>
    Confirmed,
    /// <summary>The coordinator said no, with a reason.</summary>
    Declined,
    /// <summary>The parent took it back.</summary>
    Cancelled,
    /// <summary>Nobody answered in time; both sides were told.</summary>
    Expired,
}

/// <summary>A parent's request to meet or to be called.</summary>
/// <param name="Reference">What people see: short and random, e.g. <c>K7M2</c>.</param>
/// <param name="Parent">Who asked.</param>
/// <param name="Conversation">Where the parent asked, and is answered.</param>
/// <param name="Content">What was asked for; sealed at rest.</param>
/// <param name="Owner">The coordinator who took it.</param>
/// <param name="Proposed">A time offered by the coordinator, local to Europe/Tallinn.</param>
/// <param name="Agreed">The confirmed time, local to Europe/Tallinn. Kept while another is sought.</param>
/// <param name="Deadline">Until when the side whose turn it is must answer: the coordinator, or the parent while a time is proposed.</param>
/// <param name="Version">Optimistic version.</param>
public sealed partial record AppointmentRequest(
    RequestId Id, string Reference, PersonId Parent, ConversationId Conversation, RequestContent Content, RequestState State,
    PersonId? Owner, LocalDateTime? Proposed, LocalDateTime? Agreed, Instant Created, Instant Deadline, int Version)
{
    /// <summary>When the proposed meeting ends the same day; <see langword="null"/>: not said.</summary>
    public LocalTime? ProposedUntil { get; init; }
    /// <summary>Where the proposed meeting is; <see langword="null"/>: where it was wished or agreed.</summary>
    public string? ProposedPlace { get; init; }
    /// <summary>When the agreed meeting ends the same day; <see langword="null"/>: not said.</summary>
    public LocalTime? AgreedUntil { get; init; }
    /// <summary>Why a coordinator said no to it; <see langword="null"/>: nobody did, or without a word.</summary>
    public DeclineReason? Why { get; init; }
}

/// <summary>Why something was declined: one of a list, or own words.</summary>
/// <param name="Listed">Id of a listed reason.</param>
/// <param name="Words">The coordinator's own words.</param>
public sealed record DeclineReason(string? Listed, string? Words)
{
    /// <returns><see langword="null"/>: no reason was given.</returns>
    public static DeclineReason? From(string? listed, string? words) => listed is null && words is null ? null : new(listed, words);
}

/// <summary>The words of a request.</summary>
/// <param name="Kind"><c>appointment</c> or <c>human</c> (please call or write to me).</param>
/// <param name="Service">Service id of the catalogue, or <see langword="null"/>: just a worry.</param>
/// <param name="Wish">The time the parent wished for, local; <see langword="null"/>: none.</param>
/// <param name="WishWords">The parent's own words about the time.</param>
/// <param name="Note">What the parent wants to say.</param>
/// <param name="Name">How to call the parent.</param>
/// <param name="Phone">Where to call, E.164; <see langword="null"/>: answer in the chat.</param>
public sealed record RequestContent(
    string Kind, string? Service, LocalDateTime? Wish, string? WishWords, string? Note, string? Name, string? Phone)
{
    /// <summary>When the wished meeting is to end the same day; <see langword="null"/>: not said.</summary>
    public LocalTime? WishUntil { get; init; }
    /// <summary>More times that would suit as well as <see cref="Wish"/>, local.</summary>
    public ImmutableArray<LocalDateTime> OtherWishes { get; init; } = [];
    /// <summary>Where: <c>home</c>, <c>office</c>, <c>school</c>, <c>phone</c>, <c>online</c>; <see langword="null"/>: anywhere.</summary>
    public string? Place { get; init; }
}

/// <summary>Requests and their queue.</summary>
public interface IAppointments
{
    /// <summary>Files a new request; audited.</summary>
    /// <exception cref="ConflictException">The reference is taken: take the turn again with another.</exception>
    void Add(IUnit unit, AppointmentRequest request);

    /// <returns><see langword="null"/>: no such request.</returns>
    AppointmentRequest? Find(IUnit unit, RequestId id);

    /// <summary>Saves a step; audited with who did it.</summary>
    /// <param name="by">Who did it; <see langword="null"/>: the clock.</param>
    /// <exception cref="ConflictException">The request changed since it was read.</exception>
    void Save(IUnit unit, AppointmentRequest request, PersonId? by);

    /// <summary>Requests that still need somebody, nearest deadline first.</summary>
    ImmutableArray<AppointmentRequest> Open(IUnit unit, int limit);

    /// <summary>The parent's own requests, newest first.</summary>
    ImmutableArray<AppointmentRequest> Of(IUnit unit, PersonId parent, int limit);

    /// <summary>Reserves the worker's time for the meeting, in place of what was reserved for the same request before.</summary>
    /// <returns>False: the worker has another meeting in that time; nothing is reserved.</returns>
    bool Book(IUnit unit, Meeting meeting);

    /// <summary>Gives the reserved time back, if there is any.</summary>
    void Free(IUnit unit, RequestId request);

    /// <returns>What is reserved for the request; <see langword="null"/>: nothing.</returns>
    Meeting? MeetingOf(IUnit unit, RequestId request);

    /// <summary>Meetings that overlap the time from <paramref name="from"/> until before <paramref name="until"/>, in order.</summary>
    /// <param name="worker"><see langword="null"/>: everybody's.</param>
    ImmutableArray<Meeting> Meetings(IUnit unit, Instant from, Instant until, PersonId? worker = null);

    /// <summary>Marks that a reminder of the meeting is seen to, sent or not.</summary>
    /// <param name="offset">How long before the meeting.</param>
    /// <returns>False: it was already.</returns>
    bool Reminded(IUnit unit, Meeting meeting, Duration offset);

    /// <summary>Marks that the parent was asked how the meeting was.</summary>
    /// <returns>False: was asked already, or there is no such meeting.</returns>
    bool Asked(IUnit unit, RequestId request);

    /// <summary>Counts how the meeting was, once; who said it is not kept.</summary>
    /// <param name="service">Catalogue id; <see langword="null"/>: just a worry.</param>
    /// <param name="score">1: of little use, 2: of some, 3: of much.</param>
    /// <returns>False: it was counted already, was never asked, or there is no such meeting.</returns>
    bool Rate(IUnit unit, RequestId request, string? service, int score);

    /// <summary>How meetings were, from the month of <paramref name="since"/> on.</summary>
    ImmutableArray<Satisfaction> Satisfaction(IUnit unit, LocalDate since);

    /// <summary>Open requests whose deadline has passed at <paramref name="at"/>.</summary>
    ImmutableArray<AppointmentRequest> Overdue(IUnit unit, Instant at);
}
