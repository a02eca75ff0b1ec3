using Assistant.Host.People;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.People;

/// <summary>Somebody leaves while others work on what is theirs, or while the disk refuses.</summary>
public sealed class DeparturesTests
{
    private static readonly ChannelIdentity kai = new("msteams", "tenant:kai");

    [Fact]
    public async Task Who_leaves_while_somebody_moves_on_a_request_of_theirs_leaves_all_the_same()
    {
        await using var world = new World();
        await Works(world);
        Assert.True(await Departures(world, new ConflictException("somebody moved on it"), new ConflictException("and again")).Left(kai.Channel, kai.External, CancellationToken.None));
        Assert.False(await WorksHere(world));
    }

    [Fact]
    public async Task While_the_disk_refuses_nobody_counts_as_gone_and_the_vendor_is_to_come_again()
    {
        await using var world = new World();
        await Works(world);
        var departures = Departures(world, new StoreUnavailableException("the disk is full"));
        Assert.False(await departures.Left(kai.Channel, kai.External, CancellationToken.None));
        Assert.True(await WorksHere(world));
        Assert.True(await departures.Left(kai.Channel, kai.External, CancellationToken.None));
        Assert.False(await WorksHere(world));
        // Told once more it is no news.
        Assert.True(await departures.Left(kai.Channel, kai.External, CancellationToken.None));
    }

    private static Departures Departures(World world, params Exception[] first)
    {
        var memory = world.The<PeopleMemory>();
        return new(memory with { Store = new Stumbling(memory.Store, first) }, world.The<StaffDesk>(), world.The<Delivery>());
    }

    private static ValueTask<bool> Works(World world) => world.Kept.Store.Write(unit =>
    {
        world.Kept.People.Grant(unit, world.Kept.People.Meet(unit, kai, Lang.Et.Code()).Id, Role.SupportPerson, by: null);
        return true;
    }, CancellationToken.None);

    private static ValueTask<bool> WorksHere(World world) =>
        world.Kept.Store.Read(unit => world.Kept.People.Find(unit, kai)?.Roles.Contains(Role.SupportPerson) == true, CancellationToken.None);

    private sealed class World : HostChatWorld
    {
        public T The<T>() where T : notnull => Get<T>();
        public Assistant.Storage.SqliteStorage Kept => Storage;
    }

    /// <summary>Writes that come to nothing before the first that does.</summary>
    private sealed class Stumbling(IStore store, IEnumerable<Exception> first) : IStore
    {
        private readonly Queue<Exception> first = new(first);

        public bool IsWritable => store.IsWritable;
        public ValueTask<T> Write<T>(Func<IUnit, T> work, CancellationToken cancellationToken) => first.TryDequeue(out var fault) ? throw fault : store.Write(work, cancellationToken);
        public bool Along(IUnit unit, Action<IUnit> work) => store.Along(unit, work);
        public ValueTask<T> Read<T>(Func<IUnit, T> work, CancellationToken cancellationToken) => store.Read(work, cancellationToken);
    }
}
