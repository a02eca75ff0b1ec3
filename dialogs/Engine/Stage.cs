using System.Collections.Immutable;
using Assistant.Knowledge;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Questions;
using Assistant.Knowledge.Replies;
using Assistant.Knowledge.Safety;

namespace Assistant.Dialogs.Engine;

/// <summary>One turn being taken: the conversation as it stands by now, and what is to be done. Lives for one message.</summary>
internal sealed class Stage(IReadOnlyDictionary<string, Dialog> dialogs, Interview interview, string consentDialog, Conversation conversation, Facts facts)
{
    private readonly ImmutableArray<Effect>.Builder effects = ImmutableArray.CreateBuilder<Effect>();
    private QuestionReading? asked;
    private (Utterance Said, NoteDraft? Draft)? note;

    public Conversation Conversation { get; private set; } = conversation;
    public Facts Facts { get; private set; } = facts;

    /// <summary>The dialogue under way; <see langword="null"/>: none, or one that this release does not have.</summary>
    public Dialog? Running => Conversation.Current is { } current ? dialogs.GetValueOrDefault(current.Dialog) : null;

    /// <summary>A human is there, or awaited: what waits is not asked again until they are gone.</summary>
    public bool IsHeld { get; set; }

    /// <summary>What was read of danger in this turn, and in which words.</summary>
    public (string Words, CrisisReading Reading)? Danger { get; set; }

    /// <returns>What was read of danger in these words; <see langword="null"/>: not read.</returns>
    public CrisisReading? DangerIn(string words) => Danger is var (read, reading) && ReferenceEquals(read, words) ? reading : null;

    /// <summary>What this turn's message asks: looked for at several points, read once.</summary>
    public QuestionReading Asked(Func<QuestionReading> read) => asked ??= read();

    /// <summary>What the message tells of a visit, if it does: as with <see cref="Asked"/>, for reading a whole note takes longest of all.</summary>
    public NoteDraft? Note(Utterance said, Func<NoteDraft?> read)
    {
        if (note?.Said != said)
            note = (said, read());
        return note.Value.Draft;
    }

    public (Conversation, ImmutableArray<Effect>) End() => (Conversation, effects.DrainToImmutable());

    public void Do(params IEnumerable<Effect> more)
    {
        foreach (var effect in more)
        {
            effects.Add(effect);
            // Who hides the chat must not be written to by a human either.
            if (effect is Effect.HideChat && Facts.Relay is { } talk)
                effects.Add(new Effect.ForRelay(new Relay.RelayAct.Step(talk.Id, Relay.RelayStep.Quiet)));
            Facts = effect switch
            {
                Effect.GiveConsent => Facts with { HasConsent = true },
                Effect.WithdrawConsent => Facts with { HasConsent = false },
                Effect.SpeakLanguage speak => Facts with { Lang = speak.Lang, Register = speak.Register ?? Facts.Register },
                _ => Facts,
            };
        }
    }

    public void Say(string key, params ImmutableArray<Choice> choices) => Do(new Effect.Say(new(key)) { Choices = choices });

    /// <summary>Marks that this chat has begun, though nothing was asked.</summary>
    public void Greeted() => Conversation = Conversation with { Serial = Math.Max(1, Conversation.Serial) };

    /// <summary>Closes the chat until something is answered, or opens it.</summary>
    public void Guard(string? gate, string? unheard = null) => Conversation = Conversation with { Gate = gate, Unheard = unheard, IsGateAsked = false };

    /// <summary>What stands before this chat is being asked.</summary>
    public void AskedGate() => Conversation = Conversation with { IsGateAsked = true };

    /// <summary>Remembers that a reply was in another language, or forgets it.</summary>
    public void Heard(Lang? lang) => Conversation = Conversation with { Heard = lang };

    /// <summary>Whom a coordinator's words go to from now on.</summary>
    public void Answer(Answering? whom) => Conversation = Conversation with { Answering = whom };

    public void TalkedAbout(string? service) => Conversation = Conversation with { LastService = service ?? Conversation.LastService };

    /// <summary>Takes up what waits when nothing is under way: the person came back without being asked anything.</summary>
    public void TakeUpPaused()
    {
        if (!IsHeld && Conversation.Current is null && Conversation.Paused is [.., var last])
            Conversation = Conversation with { Current = last, Paused = Conversation.Paused.RemoveAt(Conversation.Paused.Length - 1) };
    }

    /// <summary>Lets what is under way wait until what begins now has ended.</summary>
    public void Pause()
    {
        if (Conversation.Current is not { } current)
            return;
        var paused = Conversation.Paused.Add(current);
        Conversation = Conversation with { Current = null, Paused = paused.Length > Conversation.MostPaused ? paused.RemoveAt(0) : paused };
    }

    /// <summary>Lets a dialogue wait that begins with what was told, or tells it to the same one where that waits already. Nothing is asked yet.</summary>
    public void Await(HandOver what, Utterance opening)
    {
        var dialog = dialogs[what.Dialog];
        var waiting = Conversation.Paused.LastOrDefault(state => state.Dialog == what.Dialog);
        var told = waiting is null ? interview.Begin(dialog, what.Given, Conversation.Serial, Facts, opening).Next : interview.Tell(dialog, waiting, opening, Facts);
        if (told is null)
            return;
        // What begins here has not been asked on any screen.
        var paused = waiting is null ? Conversation.Paused.Add(told with { Asked = null }) : Conversation.Paused.Replace(waiting, told);
        Conversation = Conversation with { Paused = paused.Length > Conversation.MostPaused ? paused.RemoveAt(0) : paused };
    }

    /// <summary>Neither goes on with such a dialogue nor comes back to it.</summary>
    public void Forget(Func<InterviewState, bool> which) => Conversation = Conversation with
    {
        Current = Conversation.Current is { } current && which(current) ? null : Conversation.Current,
        Paused = [.. Conversation.Paused.Where(state => !which(state))],
    };

    public void Drop(bool andPaused) => Conversation = Conversation with { Current = null, Paused = andPaused ? [] : Conversation.Paused };

    public void Begin(HandOver what, Utterance? opening = null)
    {
        var dialog = dialogs[what.Dialog];
        if (!Rights.May(Facts, dialog))
            Refuse(dialog);
        else if (NeedsConsent(dialog))
            AskConsentFor(interview.Begin(dialog, what.Given, Conversation.Serial, Facts, opening).Next ?? new(dialog.Id, what.Given, null, Conversation.Serial, 0));
        else
            After(interview.Begin(dialog, what.Given, Conversation.Serial, Facts, opening));
    }

    /// <summary>What somebody may not hold any more is gone: rights are read with every message.</summary>
    /// <returns>True: that was what was under way, and it was said.</returns>
    public bool LetGo()
    {
        var lost = Running is { } running && !Rights.May(Facts, running) ? running : null;
        Forget(state => dialogs.GetValueOrDefault(state.Dialog) is { } dialog && !Rights.May(Facts, dialog));
        if (lost is not null) Refuse(lost);
        return lost is not null;
    }

    private void Refuse(Dialog dialog)
    {
        Do(new Effect.Denied(dialog.Id), new Effect.Say(dialog.NotYours) { Choices = Menu.For(Facts) });
    }

    /// <summary>A command that is not this person's.</summary>
    public void Refuse(Command command)
    {
        Do(new Effect.Denied(Effect.Denied.Named(command)), new Effect.Say(new(command == Command.Refer ? "refer.not-yours" : "engine.not-yours")) { Choices = Menu.For(Facts) });
    }

    /// <summary>What is under way is asked again; when nothing is, nothing is said.</summary>
    public void GoOn()
    {
        if (Running is not null)
            Resume();
    }

    /// <summary>Asks again what was asked; the menu when nothing was.</summary>
    public void Resume()
    {
        if (Running is { } dialog && Conversation.Current is { } state)
        {
            if (NeedsConsent(dialog))
                AskConsentFor(state);
            else
                After(interview.Resume(dialog, state, Conversation.Serial, Facts));
        }
        else if (IsHeld)
            Conversation = Conversation with { Current = null };
        else if (Conversation.Paused is [])
        {
            Drop(andPaused: false);
            Say("menu.ask", Menu.For(Facts));
        }
        else
        {
            Conversation = Conversation with { Current = null };
            TakeUpPaused();
            if (Running?.TakenUp(Conversation.Current!.Given, Facts) is { } what) Do(new Effect.Say(what));
            Resume();
        }
    }

    /// <summary>Keeps what a message said without going on.</summary>
    public void Keep(InterviewState state) => Conversation = Conversation with { Current = state, Serial = Math.Max(Conversation.Serial, state.Serial) };

    /// <param name="turn">What the running dialogue makes of the message.</param>
    public void After(Turn turn)
    {
        Do(turn.Effects);
        Conversation = Conversation with { Current = turn.Next, Serial = turn.Serial };
        if (turn.End is not { } end)
            return;
        if (end.DropsPaused)
            Drop(andPaused: true);
        if (end.Next is { } next)
            Begin(next);
        else if (!end.IsSilent && Conversation.Paused is not [])
            Resume();
    }

    /// <returns>What the running dialogue would make of a message; nothing is changed yet.</returns>
    public Turn? Try(Func<Interview, Dialog, InterviewState, int, Facts, Turn> what) =>
        Running is { } dialog && Conversation.Current is { } state && !NeedsConsent(dialog) ? what(interview, dialog, state, Conversation.Serial, Facts) : null;

    /// <summary>Whether the text names a choice of the question under way, word for word.</summary>
    public bool IsLabel(string text) => Running is { } dialog && Conversation.Current is { } state && !NeedsConsent(dialog) && interview.IsLabel(dialog, state, Facts, text);

    /// <summary>Whether the question under way takes any words as its answer.</summary>
    public bool TakesWords => Running is { } dialog && Conversation.Current is { } state && !NeedsConsent(dialog) && Interview.TakesWords(dialog, state, Facts);

    private bool NeedsConsent(Dialog dialog) => dialog.IsPersonal && !Facts.HasConsent;

    private void AskConsentFor(InterviewState state)
    {
        Conversation = Conversation with { Current = state with { Asked = null } };
        Pause();
        After(interview.Begin(dialogs[consentDialog], ImmutableDictionary<string, string>.Empty, Conversation.Serial, Facts));
    }
}
