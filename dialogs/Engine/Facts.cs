using System.Collections.Immutable;
using Assistant.Dialogs.Broadcasts;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Duty;
using Assistant.Dialogs.Groups;
using Assistant.Dialogs.Relay;
using Assistant.Knowledge;
using NodaTime;

namespace Assistant.Dialogs.Engine;

/// <summary>All a dialogue may look at besides the answers. The Host loads it before the turn; nothing here does I/O.</summary>
public sealed record Facts
{
    /// <summary>Local time in Europe/Tallinn.</summary>
    public required LocalDateTime Now { get; init; }
    /// <summary>The person's language.</summary>
    public required Lang Lang { get; init; }
    /// <summary>How plainly the person wants to be spoken to.</summary>
    public Register Register { get; init; }
    /// <summary>What the person may do here.</summary>
    public ImmutableArray<Audience> Roles { get; init; } = [Audience.Parent];
    /// <summary>Whether consent to the current text is in force.</summary>
    public bool HasConsent { get; init; }
    /// <summary>How the person wants to be called.</summary>
    public string? Name { get; init; }
    /// <summary>Organisation's name and how to reach a human there.</summary>
    public required Organisation Organisation { get; init; }
    /// <summary>Coordinators: requests that need somebody, nearest deadline first. Loaded for <see cref="Needs.Queue"/>.</summary>
    public ImmutableArray<RequestFact> Queue { get; init; } = [];
    /// <summary>Coordinators: meetings they hold today that have not ended, the next first. Loaded for <see cref="Needs.Today"/>.</summary>
    public ImmutableArray<RequestFact> Meetings { get; init; } = [];
    /// <summary>Coordinators: the others who could go on with a request. Loaded for <see cref="Needs.Colleagues"/>.</summary>
    public ImmutableArray<Colleague> Colleagues { get; init; } = [];
    /// <summary>Coordinators: how meetings were lately. Loaded for <see cref="Needs.Feedback"/>.</summary>
    public ImmutableArray<FeedbackFact> Feedback { get; init; } = [];
    /// <summary>Parents: their own requests, newest first. Loaded for <see cref="Needs.MyRequests"/>.</summary>
    public ImmutableArray<RequestFact> MyRequests { get; init; } = [];
    /// <summary>The request that a pressed button or the running dialogue is about, if this person may see it; absent and foreign look alike.</summary>
    public RequestFact? Request { get; init; }
    /// <summary>What the typed one-time code turned out to be. Loaded for <see cref="Needs.Code"/>.</summary>
    public CodeFact? Code { get; init; }
    /// <summary>When a human answers at the latest if asked now, in office hours.</summary>
    public required LocalDateTime AnswerBy { get; init; }

    /// <summary>What stands between this chat and what is personal in it.</summary>
    public SafeFact Safe { get; init; } = new();
    /// <summary>Consent was given to an older text than the one in force now.</summary>
    public bool HadConsent { get; init; }
    /// <summary>What is kept about the person. Loaded for <see cref="Needs.MyData"/>.</summary>
    public KeptFact? Kept { get; init; }
    /// <summary>Coordinators: everybody who works here. Loaded for <see cref="Needs.People"/>.</summary>
    public ImmutableArray<PersonFact> People { get; init; } = [];
    /// <summary>Coordinators: whose reference was typed. Loaded for <see cref="Needs.People"/>.</summary>
    public PersonFact? Found { get; init; }
    /// <summary>What the typed code for joining two chats turned out to be. Loaded for <see cref="Needs.Code"/>.</summary>
    public CodeFact? Link { get; init; }

    /// <summary>The chat's channel carries little (Telegram): no names of families, phones or notes.</summary>
    public bool CarriesLittle { get; init; }

    /// <summary>The person's own talk with a human that has not ended.</summary>
    public RelayFact? Relay { get; init; }
    /// <summary>Coordinators: every talk that has not ended, the longest waiting first.</summary>
    public ImmutableArray<RelayFact> Relays { get; init; } = [];
    /// <summary>Coordinators: who is on duty. Loaded for <see cref="Needs.Duty"/>.</summary>
    public DutyFact? Duty { get; init; }

    /// <summary>Families, acts and drafts.</summary>
    public CaseFacts Cases { get; init; } = CaseFacts.None;
    /// <summary>Groups this person leads, or all of them for a coordinator. Loaded for <see cref="Needs.Groups"/>.</summary>
    public ImmutableArray<GroupFact> Groups { get; init; } = [];
    /// <summary>The group that a button, a link or the running dialogue is about, as far as this person may see it.</summary>
    public GroupFact? Group { get; init; }
    /// <summary>The official questions about well-being in the reader's language, where the organisation loaded them. Loaded with <see cref="Group"/>.</summary>
    public Knowledge.Catalogue.WellBeingText? WellBeing { get; init; }
    /// <summary>The session that a button or the running dialogue is about, if this person leads it.</summary>
    public SessionFact? Session { get; init; }

    /// <summary>To whom this person may write at once; empty: to nobody. Loaded for <see cref="Needs.Audiences"/>.</summary>
    public ImmutableArray<AudienceFact> Audiences { get; init; } = [];

    /// <summary>The message to many that this answers, or may answer. Loaded for <see cref="Needs.Announced"/>.</summary>
    public AnnouncedFact? Announced { get; init; }

    /// <summary>Whether the person has the role.</summary>
    public bool Is(Audience role) => Roles.Contains(role);
}

/// <summary>Roles as dialogues see them.</summary>
public enum Audience
{
    /// <summary>Anybody.</summary>
    Parent,
    /// <summary>Support person.</summary>
    SupportPerson,
    /// <summary>Coordinator.</summary>
    Coordinator,
    /// <summary>Municipal caseworker.</summary>
    Caseworker,
    /// <summary>Keeps the installation running.</summary>
    Administrator,
    /// <summary>Family counsellor; works with families as a support person does.</summary>
    Counsellor,
}

/// <param name="Contact">Phone or address people may always turn to; may be empty.</param>
public sealed record Organisation(string Name, string Contact);

/// <summary>A request as one person may see it.</summary>
/// <param name="Id">For effects and buttons.</param>
/// <param name="Reference">What people say aloud.</param>
/// <param name="State">Lower-case state: <c>waiting</c>, <c>taken</c>, <c>proposed</c>, <c>confirmed</c>, <c>declined</c>, <c>cancelled</c>, <c>expired</c>.</param>
/// <param name="IsMine">The asking person took it (coordinator) or made it (parent).</param>
/// <param name="OwnerName">Who took it, for the parent.</param>
public sealed record RequestFact(
    string Id, string Reference, string State, bool IsMine, RequestDraft Draft, LocalDateTime? Proposed, LocalDateTime? Agreed,
    LocalDateTime Deadline, string? OwnerName)
{
    /// <summary>The parent's chat takes nothing any more: somebody must call.</summary>
    public bool IsUnreachable { get; init; }
    /// <summary>When the proposed meeting ends, where that was said.</summary>
    public LocalTime? ProposedUntil { get; init; }
    /// <summary>Where the proposed meeting is, if elsewhere than wished.</summary>
    public string? ProposedPlace { get; init; }
    /// <summary>When the agreed meeting ends, where that was said.</summary>
    public LocalTime? AgreedUntil { get; init; }
    /// <summary>Why a coordinator said no: an id of <see cref="Knowledge.Catalogue.DeclineReasons"/>.</summary>
    public string? Reason { get; init; }
    /// <summary>Why a coordinator said no, in their own words.</summary>
    public string? ReasonWords { get; init; }
    /// <summary>For a coordinator: what the same family was last told no to.</summary>
    public RequestFact? Before { get; init; }
    /// <summary>Nobody has taken it, or whoever had cannot go on.</summary>
    public bool IsNobodys { get; init; }
    /// <summary>Another time is sought for a meeting that is agreed.</summary>
    public bool IsMoving => this is { Agreed: not null, State: "taken" or "proposed" };
}

/// <summary>Somebody to hand a request over to.</summary>
/// <param name="Name"><see langword="null"/>: not told yet.</param>
public sealed record Colleague(string Id, string? Name);

/// <summary>How many meetings about a service were how.</summary>
/// <param name="Service">Catalogue id; <see langword="null"/>: just a worry.</param>
/// <param name="Little">Of little use.</param>
/// <param name="Some">Of some use.</param>
/// <param name="Much">Of much use.</param>
public sealed record FeedbackFact(string? Service, int Little, int Some, int Much);

/// <param name="State">Lower-case: <c>good</c>, <c>unknown</c>, <c>used</c>, <c>expired</c>, <c>toomanytries</c>.</param>
/// <param name="Role">With a good code: what it gives.</param>
public sealed record CodeFact(string Code, string State, Audience Role)
{
    /// <summary>With a good code: it makes a parent one of a family.</summary>
    public bool IsFamily { get; init; }
}

/// <summary>What the Host must load before the turn.</summary>
[Flags]
public enum Needs
{
    /// <summary>Only person, roles, time.</summary>
    Nothing = 0,
    /// <summary><see cref="Facts.Queue"/>.</summary>
    Queue = 1,
    /// <summary><see cref="Facts.MyRequests"/>.</summary>
    MyRequests = 2,
    /// <summary><see cref="Facts.Code"/> for <see cref="Wish.Code"/>.</summary>
    Code = 4,
    /// <summary><see cref="Facts.Request"/> for <see cref="Wish.Request"/>.</summary>
    Request = 8,
    /// <summary><see cref="Facts.Meetings"/>.</summary>
    Today = 16,
    /// <summary><see cref="Facts.Duty"/>.</summary>
    Duty = 1024,
    /// <summary><see cref="Facts.Colleagues"/>.</summary>
    Colleagues = 32,
    /// <summary><see cref="Facts.Feedback"/>.</summary>
    Feedback = 64,
    /// <summary><see cref="Facts.Kept"/>.</summary>
    MyData = 1 << 12,
    /// <summary><see cref="Facts.People"/> and <see cref="Facts.Found"/>.</summary>
    People = 1 << 13,
    /// <summary><see cref="CaseFacts.Acts"/>.</summary>
    Acts = 1 << 14,
    /// <summary><see cref="CaseFacts.Drafts"/>.</summary>
    Drafts = 1 << 15,
    /// <summary><see cref="CaseFacts.Families"/> and <see cref="CaseFacts.Workers"/>.</summary>
    Families = 1 << 16,
    /// <summary><see cref="CaseFacts.Week"/>.</summary>
    Week = 1 << 17,
    /// <summary><see cref="CaseFacts.Notebook"/>.</summary>
    Notebook = 1 << 18,
    /// <summary><see cref="CaseFacts.Statements"/>.</summary>
    Statements = 1 << 19,
    /// <summary><see cref="CaseFacts.State"/>.</summary>
    WorkState = 1 << 22,
    /// <summary><see cref="CaseFacts.Learning"/>.</summary>
    Learning = 1 << 23,
    /// <summary><see cref="CaseFacts.Alike"/>.</summary>
    Duplicates = 1 << 24,
    /// <summary><see cref="Facts.Groups"/>, and what <see cref="Wish.Group"/> is.</summary>
    Groups = 1 << 20,
    /// <summary><see cref="Facts.Audiences"/>.</summary>
    Audiences = 1 << 26,
    /// <summary><see cref="Facts.Announced"/>.</summary>
    Announced = 1 << 27,
}

/// <summary>What to load, worked out purely from state and message before the facts are there.</summary>
/// <param name="Code">The typed code to look up.</param>
/// <param name="Request">The request to load.</param>
public sealed record Wish(Needs Needs, string? Code = null, string? Request = null)
{
    /// <summary>What was typed, to be compared with a code word, a name or a reference; <see langword="null"/>: nothing short.</summary>
    public string? Typed { get; init; }
    /// <summary>The typed code for joining two chats.</summary>
    public string? Link { get; init; }
    /// <summary>What a button or the running dialogue is about: <c>act:ID</c>, <c>family:ID</c>, <c>draft:KEY</c>.</summary>
    public string? Case { get; init; }
    /// <summary><see cref="Utterance.Answers"/>.</summary>
    public string? Answers { get; init; }
    /// <summary>Of a long list: how many were shown before.</summary>
    public int From { get; init; }
    /// <summary>Id of the group or session to load.</summary>
    public string? Group { get; init; }
}
