using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;
using Assistant.Knowledge;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Eligibility;
using Assistant.Knowledge.Questions;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs;

// Questions about the services, during any dialogue.
partial class Switchboard
{
    /// <summary>Words from which on a message tells of a family rather than asks about a service.</summary>
    private const int LongStoryWords = 9;

    /// <summary>A question about the services, answered from the knowledge base.</summary>
    private bool Known(Stage stage, Utterance said)
    {
        switch (Asked(stage, said))
        {
            case QuestionReading.Sure { Answer: var answer }:
                Tell(stage, answer);
                return true;
            // A worry told in words that sound like a question about something else is heard out.
            case QuestionReading.Elsewhere when stage.Conversation.Current is null && IsStory(stage.Facts, said) && SituationReader.Default.Read(said.Text, said.Lang) is not { About: null, Areas.IsEmpty: true }:
                return false;
            case QuestionReading.Elsewhere { Answer: var answer }:
                stage.Do(new Effect.CountUnanswered(stage.Facts.Lang));
                Tell(stage, answer, Menu.Human);
                return true;
            default:
                return false;
        }
    }

    private QuestionReading Asked(Stage stage, Utterance said) => said.Pressed is not null ? new QuestionReading.NoQuestion()
        : stage.Asked(() => understanding.Questions.Read(said.Text, stage.Facts.Lang, stage.Conversation.LastService, stage.DangerIn(said.Text)));

    private void Tell(Stage stage, KnownAnswer known, params ImmutableArray<Choice> choices)
    {
        var answer = InTheirWords(stage, known);
        stage.TalkedAbout(answer.Service);
        stage.Greeted();
        stage.Do(answer.Text.Select((text, n) => new Effect.Say(InWords(text)) { Choices = n == answer.Text.Length - 1 ? choices : [] }));
    }

    /// <summary>Easy for whoever chose easy words.</summary>
    private KnownAnswer InTheirWords(Stage stage, KnownAnswer answer) =>
        stage.Facts is { Lang: Lang.Et, Register: Register.Easy } ? understanding.Questions.InEasyWords(answer) : answer;

    private static Line InWords(string words) => Line.Of("engine.words", new Slot("words", Words: words));

    /// <summary>A question that has no sure answer: the nearest ones are offered, and a human. Counted, so that somebody adds what is missing.</summary>
    private bool Unsure(Stage stage, Utterance said)
    {
        if (Asked(stage, said) is not QuestionReading.Unsure { Suggestions: var near })
            return false;
        // Workers are the humans: what they write without an answer near is a word to the program that it does not know.
        if (near.IsEmpty && IsWorker(stage.Facts))
            return false;
        // "So that somebody would come" answers what is being asked, in words we do not know: it is asked again in other words.
        if (near.IsEmpty && stage.Conversation.Current is not null && !said.Text.Contains('?', StringComparison.Ordinal))
            return false;
        // A worry told with a "why" or "how" in it is heard out, unless an answer comes near.
        if (near.IsEmpty && stage.Conversation.Current is null && IsStory(stage.Facts, said))
            return false;
        // A family told about at length, in which a word or two sound like a question, is heard out.
        if (stage.Conversation.Current is null && IsStory(stage.Facts, said) && Words.Of(said.Text).Length >= LongStoryWords
            && SituationReader.Default.Read(said.Text, said.Lang) is not { About: null, Areas.IsEmpty: true, Ages.IsEmpty: true })
            return false;
        stage.Greeted();
        stage.Do(new Effect.CountUnanswered(stage.Facts.Lang));
        stage.Say(near.IsEmpty ? "questions.none" : "questions.near",
            [.. near.Select(answer => new Choice($"answer:{answer.Label}", InWords(InTheirWords(stage, answer).Title))), Menu.Human]);
        if (stage.Conversation.Current is not null)
            stage.Resume();
        return true;
    }
}
