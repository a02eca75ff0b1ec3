using System.Collections.Immutable;
using Assistant.Knowledge;

namespace Assistant.Dialogs.Engine;

/// <summary>What a person said or tapped.</summary>
/// <param name="Text">At most <see cref="MaxText"/> UTF-16 units, valid Unicode, control and bidi characters removed; empty with a press.</param>
/// <param name="Lang">The person's language; mixed text is understood all the same.</param>
/// <param name="Pressed">Id of the choice tapped; <see langword="null"/>: typed.</param>
/// <param name="Prompt">Which asking the tapped choice belonged to; <see langword="null"/>: a standing action, or typed.</param>
public sealed record Utterance(string Text, Lang Lang, string? Pressed = null, int? Prompt = null)
{
    /// <summary>The talk (<see cref="Relay.RelayFact.Id"/>) whose message this answers, where the channel can say so.</summary>
    public string? ReplyTo { get; init; }
    /// <summary>The channel's id of the message of ours that this answers, where the channel can say so.</summary>
    public string? Answers { get; init; }
    /// <summary>The new words of a message that was sent before.</summary>
    public bool IsEdit { get; init; }

    /// <summary>A file that came with the words, or without any.</summary>
    public HandedFile? File { get; init; }

    /// <summary>Longest text a turn reads; longer is refused with a kind answer before the turn.</summary>
    public const int MaxText = 8000;
}

/// <summary>Everything remembered about one chat between messages. Small JSON, no type names.</summary>
/// <param name="Current">The dialogue under way.</param>
/// <param name="Serial">Grows with each asking; buttons carry it, so an old button never answers a newer question.</param>
/// <param name="LastService">Catalogue id talked about last, for follow-up questions.</param>
public sealed record Conversation(InterviewState? Current, int Serial, string? LastService)
{
    /// <summary>Dialogues that wait until <see cref="Current"/> ends, the next to go on last. At most <see cref="MostPaused"/>.</summary>
    public ImmutableArray<InterviewState> Paused { get; init; } = [];

    /// <summary>Another language than the chat's in which the last reply was clearly written; a second such reply and we follow.</summary>
    public Lang? Heard { get; init; }

    /// <summary>Whom a coordinator's words go to, in this chat.</summary>
    public Answering? Answering { get; init; }

    /// <summary>What is asked before anything personal is shown here: one of <see cref="SafeContact.Threshold"/>'s; <see langword="null"/>: nothing.</summary>
    public string? Gate { get; init; }

    /// <summary>It was asked: what is said next is an answer to it.</summary>
    public bool IsGateAsked { get; init; }

    /// <summary>What was said before it was asked; taken up once it is answered.</summary>
    public string? Unheard { get; init; }

    /// <summary>Most dialogues that wait; the oldest is forgotten first.</summary>
    public const int MostPaused = 3;

    /// <summary>A chat that has not begun.</summary>
    public static Conversation New { get; } = new(null, 0, null);
}

/// <summary>Which of their talks a coordinator writes to.</summary>
/// <param name="To">The talk they chose last; <see langword="null"/>: none.</param>
/// <param name="Since">The newest line of any of their talks when they chose or wrote: somebody else's newer line makes it unclear whom they answer.</param>
/// <param name="Words">Words that wait until the coordinator says whom they are for.</param>
public sealed record Answering(string? To, long Since, string? Words);
