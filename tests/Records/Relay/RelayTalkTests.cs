using Assistant.Records;
using Assistant.Records.Relay;
using NodaTime;

namespace Assistant.Tests.Records.Relay;

public sealed class RelayTalkTests
{
    private static readonly Instant now = Instant.FromUtc(2026, 11, 23, 8, 0);
    private static readonly PersonId person = Id(1), anne = Id(2), kai = Id(3);
    private static readonly ConversationId chat = new(Guid.CreateVersion7());
    private static readonly RelayTalk waiting = new(new(Guid.CreateVersion7()), "K7M2X", person, chat, RelayState.Waiting, null, null, Holds: false, IsQuiet: false, now, now, null, 1);
    private static readonly RelayTalk taken = waiting.Take(anne, chat).Next!;

    private static PersonId Id(byte last) => new(new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last));

    [Fact]
    public void A_waiting_talk_is_anybodys_and_then_its_owners_alone()
    {
        Assert.Equal((RelayState.Taken, anne, true), (taken.State, taken.Owner!.Value, taken.Holds));
        Assert.Equal(RelayRefusal.Taken, taken.Take(kai, chat).Refusal);
        Assert.Equal(RelayState.Taken, taken.Take(anne, chat).Next!.State);
    }

    [Fact]
    public void A_talk_handed_over_waits_for_the_colleague_though_anybody_may_take_it()
    {
        var handed = taken.HandOver(anne, kai, now + Duration.FromHours(1)).Next!;
        Assert.Equal((RelayState.HandedOver, kai, null, now + Duration.FromHours(1)), (handed.State, handed.Owner!.Value, handed.OwnerConversation, handed.Asked));
        Assert.Equal(kai, handed.Take(kai, chat).Next!.Owner);
        Assert.Equal(anne, handed.Take(anne, chat).Next!.Owner);
    }

    [Fact]
    public void Only_who_has_it_hands_it_over_and_not_to_themselves()
    {
        Assert.Equal(RelayRefusal.Taken, taken.HandOver(kai, anne, now).Refusal);
        Assert.Equal(RelayRefusal.NotYours, taken.HandOver(anne, anne, now).Refusal);
        Assert.Equal(RelayRefusal.NotYours, waiting.HandOver(anne, kai, now).Refusal);
    }

    [Fact]
    public void The_person_who_has_it_and_the_clock_may_end_it_and_nobody_else()
    {
        Assert.Equal(RelayState.Ended, taken.End(person, now).Next!.State);
        Assert.Equal(RelayState.Ended, taken.End(anne, now).Next!.State);
        Assert.Equal(now, taken.End(null, now).Next!.Ended);
        Assert.Equal(RelayRefusal.Taken, taken.End(kai, now).Refusal);
        Assert.Equal(RelayRefusal.NotYours, waiting.End(anne, now).Refusal);
    }

    [Fact]
    public void What_is_over_stays_over()
    {
        var ended = taken.End(anne, now).Next!;
        Assert.All([ended.Take(kai, chat), ended.HandOver(anne, kai, now), ended.Release(now), ended.End(null, now), ended.Hold(person, true), ended.Quiet(person, true)],
            result => Assert.Equal(RelayRefusal.Closed, result.Refusal));
    }

    [Fact]
    public void While_a_human_is_there_words_go_to_them()
    {
        Assert.Equal(RelayRefusal.NotYours, taken.Hold(person, holds: false).Refusal);
        Assert.True(waiting.Hold(person, holds: true).Next!.Holds);
        Assert.Equal(RelayRefusal.NotYours, waiting.Hold(anne, holds: true).Refusal);
    }

    [Fact]
    public void A_released_talk_waits_for_anybody_from_the_time_on_that_somebody_is_there()
    {
        var released = taken.Release(now + Duration.FromHours(15)).Next!;
        Assert.Equal((RelayState.Waiting, null, now + Duration.FromHours(15)), (released.State, released.Owner, released.Asked));
        Assert.Equal(RelayRefusal.Closed, waiting.Release(now).Refusal);
    }
}
