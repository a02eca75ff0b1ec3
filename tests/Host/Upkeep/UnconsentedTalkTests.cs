using Assistant.Channels.Terminal;
using Assistant.Dialogs.Engine;
using Assistant.Host.Upkeep;
using Assistant.Knowledge;
using Assistant.Records.People;
using Assistant.Tests.Transcripts;
using NodaTime;

namespace Assistant.Tests.Host.Upkeep;

/// <summary>What a parent tells before consent is the talk itself and nothing else, and it goes by itself.</summary>
public sealed class UnconsentedTalkTests
{
    private static readonly LocalDateTime begin = new(2026, 11, 23, 9, 0);
    private static readonly Speaker parent = new("parent", "anna", Lang.Et);

    [Fact]
    public async Task Answers_before_consent_are_kept_in_the_talk_alone_and_fourteen_days_after_the_last_word_nothing_is_left()
    {
        await using var world = new World();
        await world.Enter(parent);
        foreach (var said in new[] { "alustame", "laps", "2", "7 ja 9", "ei", "raha", "juba segab", "ei tea", "ei", "ei tea", "Narva" })
            await world.Say(parent, said);
        await world.Advance(begin + Period.FromDays(10));
        await world.Say(parent, "ei ole kiire");

        var kept = await world.Kept(parent);
        Assert.NotNull(kept.Person);
        Assert.Null(kept.Person.ConsentVersion);
        Assert.Null(kept.Person.Name);
        Assert.Equal(0, kept.Requests);
        Assert.Equal("Narva linn", kept.Talk!.Current!.Given["municipality"]);

        await world.Advance(begin + Period.FromDays(23));
        await world.Purge();
        Assert.NotNull((await world.Kept(parent)).Person);

        await world.Advance(begin + Period.FromDays(24));
        await world.Purge();
        kept = await world.Kept(parent);
        Assert.Null(kept.Person);
        Assert.Null(kept.Talk);
    }

    private sealed class World : HostChatWorld
    {
        public async Task Purge() => await Get<RetentionSweep>().Run(CancellationToken.None);

        public async Task<(Person? Person, Conversation? Talk, int Requests)> Kept(Speaker who) => await Storage.Store.Read(unit =>
        {
            var person = Storage.People.Find(unit, new(TerminalChannel.ChannelId, who.Id));
            var talk = Storage.Conversations.Find(unit, TerminalChannel.ChannelId, who.Id);
            return (person, talk is null ? null : ConversationJson.Read(talk.State), person is null ? 0 : Storage.Appointments.Of(unit, person.Id, 10).Length);
        }, CancellationToken.None);
    }
}
