using System.Collections.Immutable;
using System.Text;
using Assistant.Dialogs.Broadcasts;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Duty;
using Assistant.Dialogs.Groups;
using Assistant.Dialogs.Relay;
using Assistant.Knowledge;
using NodaTime;

namespace Assistant.Dialogs.Engine;

/// <summary>Something the Host must do. A turn returns effects; the Host commits them together with the new state, all or none.</summary>
public abstract partial record Effect
{
    private Effect() { }

    /// <summary>A message to the person of this turn.</summary>
    public sealed record Say(Line Text) : Effect
    {
        /// <summary>Choices to tap, in order; pressing one comes back as <see cref="Utterance.Pressed"/>.</summary>
        public ImmutableArray<Choice> Choices { get; init; } = [];
        /// <summary>Which asking the choices belong to (<see cref="InterviewState.Serial"/>); <see langword="null"/>: a standing action, valid at any time.</summary>
        public int? Prompt { get; init; }
        /// <summary>What to offer beside free text.</summary>
        public Wanted Wanted { get; init; } = Wanted.Text;
        /// <summary>Least and greatest value of <see cref="Wanted"/>, where it has them: number, ISO date or ISO date-time.</summary>
        public (string? Min, string? Max) Bounds { get; init; }
        /// <summary>Fields to fill instead of words, where the channel has such; the words do as well.</summary>
        public Sheet? Sheet { get; init; }
        /// <summary>The words drawn, where the channel can.</summary>
        public Chart? Chart { get; init; }
        /// <summary>A document that comes with the words.</summary>
        public Attachment? File { get; init; }
        /// <summary>About danger: sent before anything else, never held back by quiet hours, repeated until certain.</summary>
        public bool IsSafety { get; init; }
    }

    /// <summary>The person chose a language. Whatever is said after it in the same turn is said in that language.</summary>
    public sealed record SpeakLanguage(Lang Lang) : Effect
    {
        /// <summary>How plainly, where that was chosen; <see langword="null"/>: as before.</summary>
        public Register? Register { get; init; }
    }

    /// <summary>The person agreed to the consent text that was just shown.</summary>
    /// <param name="Text">The exact text keys shown, so that its hash can be kept.</param>
    public sealed record GiveConsent(string Version, ImmutableArray<string> Text) : Effect;

    /// <summary>The person took consent back.</summary>
    public sealed record WithdrawConsent : Effect;

    /// <summary>The person told how to call them. Only after consent.</summary>
    public sealed record RememberName(string Name) : Effect;

    /// <summary>A parent asks for an appointment or for a human. The Host sets owner queue and deadline and tells the coordinators; the confirmation to the parent is a <see cref="Say"/> with <see cref="Line.Deadline"/>.</summary>
    public sealed record FileRequest(RequestDraft Draft) : Effect;

    /// <summary>A coordinator acts on a request seen in <see cref="Facts.Request"/> or <see cref="Facts.Queue"/>.</summary>
    public sealed record StepRequest(string RequestId, RequestStep Step, LocalDateTime? Time = null, string? Words = null) : Effect
    {
        /// <summary>With <see cref="Time"/>: when it is to end, where that was said.</summary>
        public LocalTime? Until { get; init; }
        /// <summary>With <see cref="Time"/>: where, if another place than wished; an id of <see cref="Knowledge.Replies.Places"/>.</summary>
        public string? Place { get; init; }
        /// <summary>With <see cref="RequestStep.Decline"/>: an id of <see cref="Knowledge.Catalogue.DeclineReasons"/>; else the words say why.</summary>
        public string? Reason { get; init; }
        /// <summary>With <see cref="RequestStep.HandOver"/>: to whom, <see cref="Colleague.Id"/>.</summary>
        public string? Colleague { get; init; }
        /// <summary>With <see cref="RequestStep.Move"/>: more times that would suit.</summary>
        public ImmutableArray<LocalDateTime> Others { get; init; } = [];
    }

    /// <summary>The parent said how a meeting was. Who said it is not kept.</summary>
    /// <param name="Score">1: of little use, 2: of some, 3: of much.</param>
    public sealed record RateMeeting(string RequestId, int Score) : Effect;

    /// <summary>A safety concern: recorded, and told to the coordinators.</summary>
    /// <param name="Level"><c>now</c>, <c>need</c> or <c>implied</c>; <c>noted</c> or <c>noted-danger</c> when a worker's act tells of it.</param>
    public sealed record RaiseConcern(string Level, string Kind) : Effect;

    /// <summary>A coordinator has seen a safety concern.</summary>
    public sealed record AcknowledgeConcern(string Id) : Effect;

    /// <summary>Something about a talk with a human.</summary>
    public sealed record ForRelay(RelayAct Act) : Effect;

    /// <summary>Something about a closed group.</summary>
    public sealed record ForGroups(GroupAct Act) : Effect;

    /// <summary>Something about a message to many.</summary>
    public sealed record ForBroadcasts(BroadcastAct Act) : Effect;

    /// <summary>Something about who is on duty.</summary>
    public sealed record ForDuty(DutyAct Act) : Effect;

    /// <summary>Something about families, acts or drafts.</summary>
    public sealed record ForCase(CaseAct Act) : Effect;

    /// <summary>A one-time code, which <see cref="Facts.Code"/> said is good, is redeemed.</summary>
    public sealed record RedeemCode(string Code) : Effect;

    /// <summary>A wrong code was typed; counted against guessing.</summary>
    public sealed record MissedCode : Effect;

    /// <summary>Somebody asked for what is not theirs: it stands in the audit, without any word of theirs.</summary>
    /// <param name="What">Id of a command, dialogue or kind of button.</param>
    public sealed record Denied(string What) : Effect
    {
        /// <summary>A command as the inventory names it.</summary>
        public static string Named(Knowledge.Replies.Command command) => Rights.Kebab(command.ToString());
    }

    /// <summary>A question nobody could answer; counted without its words.</summary>
    public sealed record CountUnanswered(Lang Lang) : Effect;

    /// <summary>Hide what can be hidden of this chat on the person's device.</summary>
    public sealed record HideChat : Effect;
}

/// <summary>What a coordinator or the parent does with a request.</summary>
public enum RequestStep
{
    /// <summary>Coordinator: mine.</summary>
    Take,
    /// <summary>Coordinator: another time.</summary>
    Propose,
    /// <summary>Coordinator: the wished or given time holds.</summary>
    Confirm,
    /// <summary>Coordinator: no, with a reason.</summary>
    Decline,
    /// <summary>Parent: the proposed time suits.</summary>
    Accept,
    /// <summary>Parent: the proposed time does not suit; back to the coordinator.</summary>
    Refuse,
    /// <summary>Parent: not needed any more.</summary>
    Cancel,
    /// <summary>Parent: another time than the agreed one, please.</summary>
    Move,
    /// <summary>Coordinator: the agreed meeting will not take place.</summary>
    CallOff,
    /// <summary>Coordinator: a colleague goes on with it.</summary>
    HandOver,
    /// <summary>Coordinator: back to the queue, for whoever takes it.</summary>
    Release,
}

/// <summary>A request as the dialogue gathered it.</summary>
/// <param name="Kind"><c>appointment</c> or <c>human</c>.</param>
/// <param name="Service">Catalogue id, or <see langword="null"/>.</param>
/// <param name="Wish">Wished time, local to Europe/Tallinn.</param>
/// <param name="WishWords">The person's own words about it.</param>
public sealed record RequestDraft(string Kind, string? Service, LocalDateTime? Wish, string? WishWords, string? Note, string? Name, string? Phone)
{
    /// <summary>When the wished time is to end, where that was said.</summary>
    public LocalTime? WishUntil { get; init; }
    /// <summary>More times that would suit as well as <see cref="Wish"/>.</summary>
    public ImmutableArray<LocalDateTime> OtherWishes { get; init; } = [];
    /// <summary>Where: an id of <see cref="Knowledge.Replies.Places"/>; <see langword="null"/>: anywhere.</summary>
    public string? Place { get; init; }
}

/// <summary>A document, such as a calendar entry, a visit act or what is kept about somebody.</summary>
/// <param name="Name">As it is saved, e.g. <c>andmed.txt</c>.</param>
/// <param name="MediaType">E.g. <c>text/calendar</c>.</param>
public sealed record Attachment(string Name, string MediaType, ImmutableArray<byte> Content)
{
    /// <summary>A document of plain text, as UTF-8.</summary>
    public static Attachment OfText(string name, string mediaType, string text) => new(name, mediaType, [.. Encoding.UTF8.GetBytes(text)]);
}

/// <summary>A sentence by its key in <c>knowledge/Texts</c>, with what goes into its placeholders.</summary>
/// <param name="Key">E.g. <c>welcome.greeting</c>.</param>
public sealed record Line(string Key)
{
    /// <summary>Values for <c>{placeholders}</c>, in order of naming.</summary>
    public ImmutableArray<Slot> Slots { get; init; } = [];

    /// <summary>A line with slots.</summary>
    public static Line Of(string key, params ReadOnlySpan<Slot> slots) => new(key) { Slots = [.. slots] };

    /// <summary>Name of the slot that the Host fills with the deadline of the request filed in the same turn.</summary>
    public const string Deadline = "deadline";
}

/// <summary>One placeholder's value. Exactly one of the values is set.</summary>
/// <param name="Name">Placeholder without braces.</param>
/// <param name="Words">Plain words, shown as they are.</param>
/// <param name="Key">Another text key, rendered in the reader's language.</param>
/// <param name="Time">A local time, rendered as a full date in the reader's language.</param>
/// <param name="Line">Another line with slots of its own, rendered in the reader's language.</param>
/// <param name="WithYear">With <paramref name="Time"/>: it is in another year than the reader's, so the year is said.</param>
public sealed record Slot(string Name, string? Words = null, string? Key = null, LocalDateTime? Time = null, Line? Line = null, bool WithYear = false)
{
    /// <summary>With <see cref="Time"/>: when it ends the same day.</summary>
    public LocalTime? Until { get; init; }

    /// <summary>A time, with its year when that is not the year of <paramref name="now"/>.</summary>
    public static Slot Of(string name, LocalDateTime time, LocalDateTime now) => new(name, Time: time, WithYear: time.Year != now.Year);
}

/// <summary>A choice to tap.</summary>
/// <param name="Id">Stable id: stored with answers.</param>
/// <param name="Label">What the person reads.</param>
public sealed record Choice(string Id, Line Label);

/// <summary>What kind of reply is best offered.</summary>
public enum Wanted
{
    /// <summary>Free words.</summary>
    Text,
    /// <summary>A whole number.</summary>
    Number,
    /// <summary>A day.</summary>
    Date,
    /// <summary>A day and time.</summary>
    DateTime,
    /// <summary>A phone number.</summary>
    Phone,
    /// <summary>A time of day; in a sheet alone.</summary>
    Time,
    /// <summary>One of several; in a sheet alone.</summary>
    Choice,
    /// <summary>A document or a picture; words do as well.</summary>
    File,
}
