using Assistant.Records.Broadcasts;
using Assistant.Records.Retention;

namespace Assistant.Tests.Storage;

/// <summary>A message to many is kept as long as a request; then it goes with its key, so that no backup says it any more.</summary>
public sealed class BroadcastRetentionTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Its_words_and_its_key_go_together_and_newer_ones_stay()
    {
        using var storage = folder.Open();
        var author = storage.Chat("author").Person;
        var keys = storage.Verify().Keys;
        var old = Add("OLD22");
        folder.Clock.Now += RetentionPolicy.Default.ClosedRequest;
        var fresh = Add("NEW22");
        Assert.Equal(keys + 2, storage.Verify().Keys);

        while (storage.Write(unit => storage.Retention.Apply(unit, RetentionPolicy.Default, 1)).Values.Any(removed => removed > 0)) { }

        Assert.Null(storage.Read(unit => storage.Broadcasts.Find(unit, old)));
        Assert.Empty(storage.Read(unit => storage.Broadcasts.Deliveries(unit, old)));
        Assert.Equal("Tere", storage.Read(unit => storage.Broadcasts.Find(unit, fresh))!.Content.Text);
        Assert.True(storage.Read(unit => storage.Erasure.IsErased(unit, old.Value)));
        Assert.Empty(storage.Verify().Findings);

        BroadcastId Add(string reference) => storage.Write(unit =>
        {
            storage.People.Grant(unit, author, Assistant.Records.People.Role.Coordinator, null);
            var it = new Broadcast(new(folder.Ids.Next()), reference, author, BroadcastState.Done, unit.Now, unit.Now, new(AudienceKind.Groups, ""), new("et", "Tere"), unit.Now, 1);
            storage.Broadcasts.Add(unit, it);
            storage.Broadcasts.Plan(unit, new(it.Id, author, DeliveryState.Sent, unit.Now, null, 0));
            return it.Id;
        });
    }
}
