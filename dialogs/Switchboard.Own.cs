using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs;

// What families say in their own words about a human, their data, their meetings, the language or ourselves, when it answers nothing that is asked.
partial class Switchboard
{
    /// <summary>Most words, about a service that was just talked about, that wish for an appointment without saying with whom.</summary>
    private const int MostWordsOfIt = 5;

    private Command WishIn(Facts facts, Utterance said) =>
        said.Pressed is not null || IsWorker(facts) ? Command.None : understanding.Wishes.Read(said.Text, facts.Lang);

    private bool Own(Stage stage, Utterance said)
    {
        if (said.Pressed is not null || IsWorker(stage.Facts))
            return false;
        switch (understanding.Wishes.ReadRemark(said.Text, stage.Facts.Lang))
        {
            case Remark.WhoAreYou:
                return Remarked(stage, "remark.not-human", Menu.Human);
            case Remark.WhoSees:
                return Remarked(stage, "remark.who-sees", Menu.MyData);
        }
        var wish = WishIn(stage.Facts, said);
        return wish switch
        {
            Command.None or Command.Appointment => understanding.Wishes.ReadRemark(said.Text, stage.Facts.Lang) == Remark.Elsewhere && wish == Command.None && Remarked(stage, "remark.elsewhere", Menu.Human),
            // What is being asked for has not been sent yet.
            Command.Requests => stage.Running is not AppointmentDialog && Open(stage, wish),
            _ => Always(stage, wish),
        };
    }

    private static bool Remarked(Stage stage, string key, Choice choice)
    {
        stage.Greeted();
        stage.Say(key, choice);
        stage.Resume();
        return true;
    }

    /// <summary>The service that was just talked about, for "sign me up".</summary>
    private string? JustTalkedAbout(Stage stage, Utterance said) =>
        stage.Conversation.Current is null && understanding.Commands.Read(said.Text) == Command.None && Words.Of(said.Text).Length <= MostWordsOfIt ? stage.Conversation.LastService : null;

    /// <summary>"Yes" to the greeting begins; "ok", thanks or a picture ask for nothing.</summary>
    private bool IsAcknowledged(Stage stage, Utterance said)
    {
        if (IsWorker(stage.Facts) || said.Pressed is not null)
            return false;
        var meaning = understanding.Replies.Plain(said.Text);
        if (meaning == Said.Yes && !stage.Facts.HasConsent)
        {
            stage.Greeted();
            FindHelp(stage, opening: null);
            return true;
        }
        if (meaning == Said.Unclear && Words.Of(said.Text) is not [])
            return false;
        stage.Greeted();
        stage.Resume();
        return true;
    }
}
