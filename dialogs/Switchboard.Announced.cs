using Assistant.Dialogs.Consent;
using Assistant.Dialogs.Crisis;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Knowledge.Questions;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs;

// Answers to what was written to many.
partial class Switchboard
{
    /// <summary>
    /// Words right after a message to many that are neither a command nor a wish, nor a question about one of our services by its name. What was talked about before it is no context
    /// of theirs any more.
    /// </summary>
    private bool IsAnswer(Stage stage, Utterance said, Command command) => stage.Facts.Announced is not null && said.Pressed is null && command == Command.None
        && understanding.Wishes.Read(said.Text, stage.Facts.Lang) == Command.None && Asked(stage, said) is not QuestionReading.Sure { NamesService: true };

    /// <summary>
    /// What somebody answers to a message to many is for a human, not a story for us. What is under way waits meanwhile. Coordinators are those humans; what a worker writes may
    /// be a note, which only the channel's own "reply" rules out.
    /// </summary>
    private bool Reply(Stage stage, Utterance said, bool isNamed)
    {
        if (stage.Facts.Announced is not { } announced || announced.IsNamed != isNamed || said.Pressed is not null || stage.Facts.Is(Audience.Coordinator) || (!isNamed && IsNote(stage, said)))
            return false;
        Pass(stage, said.Text, announced.Id);
        return true;
    }

    private static void Pass(Stage stage, string words, string about)
    {
        if (stage.Running is ConsentDialog)
            stage.Drop(andPaused: false);
        stage.Greeted();
        stage.Answer(null);
        stage.Pause();
        stage.Do(new Effect.ForRelay(new RelayAct.Open(words, about)));
    }

    /// <summary>Steps of <c>broadcast:{step}:{id}</c>: what words were meant for.</summary>
    private const string ToMany = "to-many", ToQuestion = "to-question";

    /// <summary>In place of a talk in <see cref="Answering.To"/>, before the id of the message to many: words wait until the person says what they are meant for.</summary>
    private const string Asking = "many:";

    /// <summary>
    /// What asks something right after a message to many, while a question of ours is open, may answer either: "Can I come on Saturday?" is a time to a dialogue that asks for one. So
    /// the person says which.
    /// </summary>
    private bool IsEither(Stage stage, Utterance said, Command command)
    {
        if (stage.Facts.Announced is not { IsNamed: false } announced || stage.Conversation.Current is null || stage.Running is CrisisDialog || stage.Facts.Is(Audience.Coordinator)
            || !IsAnswer(stage, said, command) || Asked(stage, said) is QuestionReading.NoQuestion || IsNote(stage, said))
            return false;
        stage.Answer(new($"{Asking}{announced.Id}", JustAsked, said.Text));
        stage.Do(new Effect.Say(new("announcement.which"))
        {
            Choices = [new($"broadcast:{ToMany}:{announced.Id}", new("announcement.to-many")), new($"broadcast:{ToQuestion}:{announced.Id}", new("announcement.to-question"))],
        });
        return true;
    }

    /// <summary>In <see cref="Answering.Since"/>: the next words may say it, then only the buttons do.</summary>
    private const long JustAsked = 1;

    /// <summary>Words of a plain yes or no; more of them say something else besides.</summary>
    private const int MostWords = 2;

    /// <summary>"Yes" and "no" in words, right after they were asked which.</summary>
    private bool SaysWhich(Stage stage, Utterance said)
    {
        if (stage.Conversation.Answering is not { Since: JustAsked, To: { } to } asked || said.Pressed is not null || !to.StartsWith(Asking, StringComparison.Ordinal))
            return false;
        stage.Answer(asked with { Since = 0 });
        if (Words.Of(said.Text).Length > MostWords || understanding.Replies.YesNo(said.Text) is var meant && meant is not (Said.Yes or Said.No))
            return false;
        Meant(stage, meant == Said.Yes);
        return true;
    }

    /// <summary>The person said what the words that wait are meant for.</summary>
    private void Meant(Stage stage, bool isToMany)
    {
        if (stage.Conversation.Answering is not { To: { } to, Words: { } words } || !to.StartsWith(Asking, StringComparison.Ordinal))
        {
            stage.Say("engine.passed");
            stage.Resume();
        }
        else if (isToMany)
            Pass(stage, words, to[Asking.Length..]);
        else
        {
            stage.Answer(null);
            Take(stage, new(words, stage.Facts.Lang));
        }
    }
}
