using System.Collections.Immutable;
using Assistant.Dialogs.Crisis;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs.SafeContact;

/// <summary>
/// What is asked before anything personal is shown: after a pause, who writes and their code word; after a long silence, whether it is still the same
/// person. Danger, hiding, another language and the way to a human are never behind it.
/// </summary>
public static class Threshold
{
    /// <summary>Who of several writes?</summary>
    public const string Who = "who";
    /// <summary>How somebody new wants to be called on this device.</summary>
    public const string Name = "name";
    /// <summary>The code word.</summary>
    public const string Word = "word";
    /// <summary>The name given here before, after a long silence.</summary>
    public const string Stale = "stale";
    /// <summary>A worker's new code, after a long silence.</summary>
    public const string Code = "code";

    /// <summary>Longest name on a device, in UTF-16 units.</summary>
    private const int LongestName = 40;
    /// <summary>Longest text kept until the question is answered, in UTF-16 units.</summary>
    private const int LongestUnheard = 1000;

    private const string WriterPrefix = "who:", NewWriter = "who:new", Writers = "who:list", Me = "safe:me", Forgot = "safe:forgot", ShowId = "safe:show";

    /// <summary>The button under a neutral message.</summary>
    public static Choice Show { get; } = new(ShowId, new("safe.show"));
    /// <summary>The button under a message that waits for somebody else on this device.</summary>
    public static Choice List { get; } = new(Writers, new("who.list"));
    private static readonly Choice someoneNew = new(NewWriter, new("who.new"));

    /// <summary>Closes the chat when it is time to, before anything else is looked at.</summary>
    internal static void Close(Stage stage)
    {
        var safe = stage.Facts.Safe;
        if (stage.Conversation.Gate is not null)
            return;
        var gate = safe.IsStale ? safe.HasWord ? Word : Menu.IsWorker(stage.Facts) ? Code : Stale
            : !safe.IsPause ? null
            : safe.Writers.Length > 1 ? Who
            : safe.HasWord ? Word
            : null;
        if (gate is null)
            return;
        stage.Guard(gate);
        stage.Do(new Effect.Veil());
    }

    /// <returns>What is to be taken now: what was said, or what was said before the question was answered; <see langword="null"/>: nothing more.</returns>
    internal static Utterance? Pass(Stage stage, Utterance said, Commands commands)
    {
        if (stage.Running is CrisisDialog)
            return said;
        if (stage.Conversation.Gate is not { } gate)
        {
            if (stage.Facts.Safe.Waiting > 0)
                stage.Do(new Effect.ShowHeld());
            return Pressed(stage, said) ? null : said;
        }
        if (Always(stage, said, commands))
            return null;
        if (gate == Code && stage.Facts.Code is { State: "good" })
            return Open(stage, said);
        if (gate is Word or Stale && said.Pressed is null && stage.Facts.Safe is { Fits: true, LockedUntil: null })
        {
            stage.Do(new Effect.WordTried(IsRight: true));
            return Open(stage, null);
        }
        if (said.Pressed is not null && Pressed(stage, said))
            return null;
        if (gate == Stale && said.Pressed == Me && stage.Facts.Name is null)
            return Open(stage, null);
        if (gate == Who && Named(stage, said) is { } writer)
        {
            Choose(stage, writer);
            return null;
        }
        if (gate == Name && said.Pressed is null && said.Text.Trim() is { Length: > 0 and <= LongestName } name && commands.Read(name) == Command.None)
        {
            stage.Guard(stage.Facts.Safe.Writers.Length > 1 ? Who : null);
            stage.Do(new Effect.NewWriter(name));
            return null;
        }
        // The first words wait; what follows is meant for the question.
        if (!stage.Conversation.IsGateAsked && said.Pressed is null && commands.Read(said.Text) is not (Command.Start or Command.Hello))
            stage.Guard(gate, said.Text.Length <= LongestUnheard ? said.Text : said.Text[..LongestUnheard]);
        else if (gate is Word or Stale && said.Pressed is null && stage.Conversation.IsGateAsked && stage.Facts.Safe is { IsPause: false, LockedUntil: null } && (gate == Word || stage.Facts.Name is not null))
        {
            Missed(stage);
            return null;
        }
        Ask(stage);
        return null;
    }

    /// <summary>Who writes here, asked for by the person.</summary>
    internal static void Tell(Stage stage)
    {
        stage.Greeted();
        if (stage.Facts.Safe.Writers.Length > 1)
        {
            stage.Guard(Who);
            Ask(stage);
        }
        else
            stage.Say("who.alone", someoneNew);
    }

    /// <summary>What is said first to whoever took the device over.</summary>
    public static ImmutableArray<Effect.Say> Hello(string? name, bool hasWord, Facts facts) => hasWord
        ? [new(new("safe.ask")) { Choices = [new(Forgot, new("safe.forgot"))] }]
        : [new(name is null ? new("who.hello") : Line.Of("who.hello-name", new Slot("name", Words: name))) { Choices = Menu.For(facts) }];

    private static bool Always(Stage stage, Utterance said, Commands commands)
    {
        switch (said.Pressed is null ? commands.Read(said.Text) : Command.None)
        {
            case Command.Hide:
                stage.Do(new Effect.HideChat());
                return true;
            case Command.Human:
                stage.Say("safe.human");
                if (stage.Facts.Organisation.Contact.Length > 0)
                    stage.Do(new Effect.Say(Line.Of("human.contact", new Slot("contact", Words: stage.Facts.Organisation.Contact))));
                Ask(stage);
                return true;
            case Command.Et or Command.Ru or Command.En:
                stage.Do(new Effect.SpeakLanguage(Langs.Parse(commands.Read(said.Text).ToString().ToLowerInvariant())!.Value));
                Ask(stage);
                return true;
        }
        if (Door.Of(said) is Door.Language language)
        {
            stage.Do(new Effect.SpeakLanguage(language.Lang));
            Ask(stage);
            return true;
        }
        return false;
    }

    private static bool Pressed(Stage stage, Utterance said)
    {
        switch (said is { Prompt: null } ? said.Pressed : null)
        {
            case ShowId:
                if (stage.Conversation.Gate is not null)
                    Ask(stage);
                else if (stage.Facts.Safe.Waiting == 0)
                    stage.Say("safe.nothing");
                return true;
            case Writers:
                Tell(stage);
                return true;
            case NewWriter:
                stage.Guard(Name, stage.Conversation.Unheard);
                stage.Say("who.name");
                return true;
            case Forgot:
                stage.Do(new Effect.Say(stage.Facts.Organisation.Contact is { Length: > 0 } contact ? Line.Of("safe.forgot-contact", new Slot("contact", Words: contact)) : new("safe.forgot-how"))
                {
                    Choices = [new(NewWriter, new("safe.afresh"))],
                });
                return true;
            case { } id when id.StartsWith(WriterPrefix, StringComparison.Ordinal):
                if (stage.Facts.Safe.Writers.FirstOrDefault(writer => writer.Id == id[WriterPrefix.Length..]) is not { } chosen)
                    return false;
                Choose(stage, chosen);
                return true;
            default:
                return false;
        }
    }

    private static void Choose(Stage stage, WriterFact writer)
    {
        if (!writer.IsMe)
            stage.Do(new Effect.SwitchWriter(writer.Id));
        else if (stage.Facts.Safe.HasWord && stage.Conversation.Gate is not null)
        {
            stage.Guard(Word, stage.Conversation.Unheard);
            Ask(stage);
        }
        else
        {
            stage.Guard(null);
            if (stage.Facts.Safe.Waiting > 0)
                stage.Do(new Effect.ShowHeld());
            stage.Do(Hello(writer.Name, hasWord: false, stage.Facts));
        }
    }

    private static WriterFact? Named(Stage stage, Utterance said) => said.Pressed is not null ? null
        : stage.Facts.Safe.Writers.FirstOrDefault(writer => writer.Name is { } name && string.Equals(name.Trim(), said.Text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static Utterance? Open(Stage stage, Utterance? said)
    {
        var unheard = stage.Conversation.Unheard;
        stage.Guard(null);
        if (stage.Facts.Safe.Waiting > 0)
            stage.Do(new Effect.ShowHeld());
        if (said is not null)
            return said;
        if (unheard is not null)
            return new(unheard, stage.Facts.Lang);
        stage.Say("safe.opened");
        stage.Resume();
        return null;
    }

    private static void Missed(Stage stage)
    {
        stage.Do(new Effect.WordTried(IsRight: false));
        if (stage.Facts.Safe.TriesLeft <= 1)
            stage.Do(new Effect.Say(stage.Facts.Organisation.Contact is { Length: > 0 } contact ? Line.Of("safe.locked-contact", new Slot("contact", Words: contact)) : new("safe.locked")));
        else
            stage.Say("safe.wrong", new Choice(Forgot, new("safe.forgot")));
    }

    private static void Ask(Stage stage)
    {
        var safe = stage.Facts.Safe;
        stage.AskedGate();
        switch (stage.Conversation.Gate)
        {
            case Who:
                stage.Say("who.ask", [.. safe.Writers.Select(writer => new Choice(WriterPrefix + writer.Id, writer.Name is { } name ? Line.Of("engine.words", new Slot("words", Words: name)) : new("who.first"))), someoneNew]);
                break;
            case Name:
                stage.Say("who.name");
                break;
            case Code:
                stage.Say("safe.new-code");
                break;
            case Word or Stale when safe.LockedUntil is not null:
                stage.Do(new Effect.Say(stage.Facts.Organisation.Contact is { Length: > 0 } contact ? Line.Of("safe.locked-contact", new Slot("contact", Words: contact)) : new("safe.locked")));
                break;
            case Word:
                stage.Say("safe.ask", new Choice(Forgot, new("safe.forgot")));
                break;
            case Stale when stage.Facts.Name is not null:
                stage.Say("safe.long-ago-name", new Choice(NewWriter, new("safe.other")));
                break;
            case Stale:
                stage.Say("safe.long-ago", new Choice(Me, new("safe.me")), new Choice(NewWriter, new("safe.other")));
                break;
        }
    }
}
