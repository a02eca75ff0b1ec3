using System.Collections.Immutable;
using Assistant.Channels.Terminal;
using Assistant.Host.Control;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Messages;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Fakes;
using Assistant.Tests.Transcripts;
using NodaTime;

namespace Assistant.Tests.Host.Requests;

/// <summary>A worker's time is given away once, however many say yes to it at the same moment.</summary>
[Collection(Alone.Name)]
public sealed class DoubleBookingTests
{
    private const int Rounds = 200, Parents = 50;

    [Fact]
    public async Task Of_fifty_who_accept_the_same_time_at_once_exactly_one_has_it_and_the_others_are_told_kindly()
    {
        await using var world = new World();
        await world.Gather();
        for (var round = 0; round < Rounds; round++)
        {
            var time = new LocalDateTime(2026, 12, 1, 9, 0).PlusHours(round);
            var offers = await world.Offer(time);

            await Task.WhenAll(offers.Select(offer => world.Accept(offer)));

            var (requests, meetings) = await world.Outcome(offers, time);
            var winner = Assert.Single(requests, request => request.State == RequestState.Confirmed);
            Assert.All(requests.Where(request => request.Id != winner.Id), loser => Assert.Equal((RequestState.Taken, (LocalDateTime?)null), (loser.State, loser.Agreed)));
            Assert.Equal(winner.Id, Assert.Single(meetings).Request);
            foreach (var offer in offers)
            {
                var told = await world.Read(offer.Who);
                Assert.Equal(offer.Request == winner.Id ? 2 : 1, told.Count);
                if (offer.Request != winner.Id) Assert.Equal(Known.Texts.Get(Lang.Et, "turn.time-gone"), told[0]);
            }
        }
    }

    private sealed record Offer(Speaker Who, RequestId Request, string Handle);

    private sealed class World : HostChatWorld
    {
        private static readonly Speaker coordinator = new("coordinator", null, Lang.Et);
        private static readonly Speaker[] parents = [.. Enumerable.Range(1, Parents).Select(n => new Speaker("parent", $"p{n}", Lang.Et))];

        /// <summary>Ten thousand drawn references would meet.</summary>
        private int last;

        public async Task Gather()
        {
            foreach (var who in parents.Prepend(coordinator))
            {
                await Enter(who);
                await Read(who);
            }
        }

        /// <summary>The coordinator offers the same time to everybody, each for a request of their own.</summary>
        public ValueTask<ImmutableArray<Offer>> Offer(LocalDateTime time) => Storage.Store.Write(unit =>
        {
            var owner = Storage.People.Find(unit, new(TerminalChannel.ChannelId, coordinator.Id))!.Id;
            return parents.Select(who =>
            {
                var chat = Storage.Conversations.Find(unit, TerminalChannel.ChannelId, who.Id)!;
                var ids = Get<IIds>();
                var request = new AppointmentRequest(new(ids.Next()), $"{++last:00000}", chat.Person, chat.Id, new("appointment", null, null, null, null, null, null),
                    RequestState.Proposed, owner, time, null, unit.Now, unit.Now + Duration.FromDays(20), 1);
                Storage.Appointments.Add(unit, request);
                var keyboard = new Keyboard(ids.Token(), chat.Id, chat.Person, [$"request:accept:{request.Id}"], null, unit.Now + Duration.FromDays(20));
                Storage.Keyboards.Keep(unit, keyboard);
                return new Offer(who, request.Id, $"{keyboard.Handle}:0");
            }).ToImmutableArray();
        }, CancellationToken.None);

        public async Task Accept(Offer offer)
        {
            await Task.Yield();
            var ids = Get<IIds>();
            var receipt = await Get<IReceiver>().Receive(TalkEndpoints.Activity(new(offer.Who.Id, "et", "Sobib", offer.Handle), Get<TimeProvider>()), ids.Next().ToString("D"), offer.Who.Id, CancellationToken.None);
            Assert.Equal(Receipt.Stored, receipt);
        }

        public async Task<(ImmutableArray<AppointmentRequest> Requests, ImmutableArray<Meeting> Meetings)> Outcome(ImmutableArray<Offer> offers, LocalDateTime time)
        {
            while (!Get<ITurnWatch>().IsQuiet) await Task.Delay(1);
            var start = time.InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/Tallinn"]).ToInstant();
            return await Storage.Store.Read(unit => (
                offers.Select(offer => Storage.Appointments.Find(unit, offer.Request)!).ToImmutableArray(),
                Storage.Appointments.Meetings(unit, start, start + Duration.FromHours(1))), CancellationToken.None);
        }
    }
}
