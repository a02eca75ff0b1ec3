using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Dialogs.Visits;
using Assistant.Dialogs.Welcome;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs;

// What is said while nothing is asked.
partial class Switchboard
{
    private void NothingRunning(Stage stage, Utterance said)
    {
        if (said.Pressed is not null)
        {
            stage.Say("engine.passed");
            stage.Resume();
        }
        else if (stage.Conversation.Serial == 0)
        {
            stage.Greeted();
            stage.Do(Greeting.Say(stage.Facts));
            if (IsStory(stage.Facts, said))
                Listen(stage, said);
        }
        else if (IsStory(stage.Facts, said))
            Listen(stage, said);
        else if (!IsAcknowledged(stage, said))
        {
            stage.Do(new Effect.CountUnanswered(stage.Facts.Lang));
            // Several words of somebody who dictates visits were most likely the beginning of one.
            var isTold = VisitDraftDialog.IsFor(stage.Facts) && !stage.Facts.Is(Audience.Coordinator) && !said.Text.Contains('?', StringComparison.Ordinal) && Words.Of(said.Text).Length > StoryWords;
            stage.Say(isTold ? "visit.say-more" : IsWorker(stage.Facts) ? "menu.unknown-worker" : "menu.unknown", Menu.For(stage.Facts));
        }
    }

    /// <summary>Words from which on a message tells a worry rather than misses a menu word.</summary>
    private const int StoryWords = 4;

    private static bool IsStory(Facts facts, Utterance said) =>
        !IsWorker(facts) && !said.Text.Contains('?', StringComparison.Ordinal) && Words.Of(said.Text).Length >= StoryWords;

    /// <summary>Somebody who pours out a worry is thanked and led on, not told that the words were not understood.</summary>
    private static void Listen(Stage stage, Utterance said)
    {
        stage.Say("welcome.heard");
        FindHelp(stage, said);
    }
}
