using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Relay;

/// <summary>To which of their talks a coordinator's words go: chosen by them, never guessed.</summary>
internal static class RelayAddressee
{
    /// <summary>The talks that this coordinator has taken.</summary>
    public static ImmutableArray<RelayFact> Mine(Facts facts) => [.. facts.Relays.Where(talk => talk is { IsMine: true, IsLive: true })];

    /// <summary>From now on words go to this talk; those that waited and those said with the choice go at once.</summary>
    public static void Choose(Stage stage, ImmutableArray<RelayFact> mine, RelayFact talk, string words)
    {
        var waiting = stage.Conversation.Answering?.Words;
        var all = waiting is null ? words : words.Length == 0 ? waiting : $"{waiting}\n{words}";
        Send(stage, mine, talk, all);
        if (all.Length == 0)
            stage.Do(new Effect.Say(RelayNotices.Card("relay.answering", talk)) { Choices = [RelayChoices.Of("hand", talk.Id), RelayChoices.Of("back", talk.Id), RelayChoices.Of("show", talk.Id)] });
        else if (waiting is not null)
            stage.Do(new Effect.Say(RelayNotices.Card("relay.sent", talk)));
    }

    public static void Send(Stage stage, ImmutableArray<RelayFact> mine, RelayFact talk, string words)
    {
        if (words.Length > 0)
            stage.Do(new Effect.ForRelay(new RelayAct.Say(talk.Id, words)));
        stage.Answer(new(talk.Id, mine.Max(other => other.LastHeard), null));
    }

    public static void AskWhom(Stage stage, ImmutableArray<RelayFact> mine, string words)
    {
        stage.Answer(new(stage.Conversation.Answering?.To, stage.Conversation.Answering?.Since ?? 0, words));
        stage.Do(new Effect.Say(new("relay.to-whom"))
        {
            Choices = [.. mine.Select(talk => RelayChoices.Of("send", talk)), new("relay:send:bot", new("relay.send-bot")), new("relay:send:none", new("relay.send-none"))],
        });
    }

    /// <summary>The coordinator is done with this talk: what they write next is for nobody until they choose.</summary>
    public static void Done(Stage stage, RelayFact talk)
    {
        if (stage.Conversation.Answering is { } answering && answering.To == talk.Id)
            stage.Answer(answering.Words is null ? null : answering with { To = null });
    }
}
