using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Relay;

/// <summary>The talks in a coordinator's queue: those that wait, and their own.</summary>
internal static class RelayQueue
{
    /// <summary>Most talks shown at once; the longest waiting first.</summary>
    private const int MostShown = 10;

    public static IEnumerable<Effect> List(Facts facts) => facts.Relays.Where(talk => talk.IsMine || !talk.IsLive).Take(MostShown).Select(talk => talk is { IsMine: true, IsLive: true }
        ? new Effect.Say(RelayNotices.Card("relay.item-mine", talk)) { Choices = [RelayChoices.Of("answer", talk), RelayChoices.Of("hand", talk.Id), RelayChoices.Of("back", talk.Id), RelayChoices.Of("show", talk.Id)] }
        : new Effect.Say(RelayNotices.Card("relay.item-waiting", talk)) { Choices = [RelayChoices.Of("take", talk.Id)] });
}
