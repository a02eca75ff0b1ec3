using Assistant.Dialogs.Consent;
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
        if (stage.Running is ConsentDialog)
            stage.Drop(andPaused: false);
        stage.Greeted();
        stage.Answer(null);
        stage.Pause();
        stage.Do(new Effect.ForRelay(new RelayAct.Open(said.Text, announced.Reference)));
        return true;
    }
}
