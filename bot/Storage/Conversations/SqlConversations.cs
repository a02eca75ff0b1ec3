using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.Conversations;

/// <inheritdoc cref="IConversations"/>
internal sealed class SqlConversations : IConversations
{
    private const string Address = "conversation", Parked = "parked";

    public StoredConversation? Find(IUnit unit, string channel, string external)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, person, channel, version, reference, body, silent, silent_since, used FROM conversation WHERE channel = @channel AND address = @address");
        return read.Bind("@channel", channel).Bind("@address", my.Pseudonyms.Of(Address, channel, external)).Step() ? Row(my, read) : null;
    }

    public (ConversationId Id, Instant Used)? Look(IUnit unit, string channel, string external)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, person, used FROM conversation WHERE channel = @channel AND address = @address");
        if (!read.Bind("@channel", channel).Bind("@address", my.Pseudonyms.Of(Address, channel, external)).Step()) return null;
        return my.Sealer.Keys.Find(read.Guid(1)) is null ? throw Erased() : (new(read.Guid(0)), read.Instant(2));
    }

    public StoredConversation Get(IUnit unit, ConversationId id)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, person, channel, version, reference, body, silent, silent_since, used FROM conversation WHERE id = @id");
        return read.Bind("@id", id.Value).Step() ? Row(my, read) : throw new KeyNotFoundException("no such conversation");
    }

    public StoredConversation Open(IUnit unit, string channel, string external, string reference, PersonId person)
    {
        var my = Unit.Of(unit);
        if (Find(unit, channel, external) is not { } found) return Add(my, channel, external, reference, person);
        // Another person in a known chat (a shared device signed in anew) must not continue the first one's talk.
        if (found.Person != person) throw new InvalidOperationException("this chat belongs to another person");
        if (found.Reference == reference) return found;
        using var update = my.Sql("UPDATE conversation SET reference = @reference WHERE id = @id");
        update.Bind("@id", found.Id.Value).BindSealed("@reference", my, Field.ConversationReference, found.Id.Value, person.Value, reference).Run();
        return found with { Reference = reference };
    }

    public void Move(IUnit unit, ConversationId id, string external, string reference)
    {
        var my = Unit.Of(unit);
        var chat = Get(unit, id);
        if (Look(unit, chat.Channel, external) is not null) return;
        using var update = my.Sql("UPDATE conversation SET address = @address, reference = @reference WHERE id = @id");
        update.Bind("@address", my.Pseudonyms.Of(Address, chat.Channel, external)).Bind("@id", id.Value)
            .BindSealed("@reference", my, Field.ConversationReference, id.Value, chat.Person.Value, reference).Run();
    }

    public void Save(IUnit unit, ConversationId id, int expectedVersion, string state, PersonId? person = null)
    {
        var my = Unit.Of(unit);
        if (person is { } known && my.Sealer.Keys.Find(known.Value) is not null)
        {
            using var sure = my.Sql("UPDATE conversation SET body = @body, used = @now, version = version + 1 WHERE id = @id AND version = @version AND person = @person");
            sure.Bind("@now", my.Now).Bind("@id", id.Value).Bind("@version", expectedVersion).Bind("@person", known.Value)
                .BindSealed("@body", my, Field.ConversationState, id.Value, known.Value, state);
            if (sure.Run() > 0) return;
        }
        Guid owner;
        using (var read = my.Sql("SELECT person FROM conversation WHERE id = @id AND version = @version").Bind("@id", id.Value).Bind("@version", expectedVersion))
            owner = read.Step() ? read.Guid(0) : throw new ConflictException("another turn was saved first");
        using var update = my.Sql("UPDATE conversation SET body = @body, used = @now, version = version + 1 WHERE id = @id");
        update.Bind("@now", my.Now).Bind("@id", id.Value).BindSealed("@body", my, Field.ConversationState, id.Value, owner, state).Run();
    }

    public bool Silence(IUnit unit, ConversationId id, string reason)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE conversation SET silent = @reason, silent_since = @now WHERE id = @id AND silent IS NULL");
        return update.Bind("@reason", reason).Bind("@now", my.Now).Bind("@id", id.Value).Run() > 0;
    }

    public bool IsSilent(IUnit unit, ConversationId id)
    {
        using var read = Unit.Of(unit).Sql("SELECT 1 FROM conversation WHERE id = @id AND silent IS NOT NULL");
        return read.Bind("@id", id.Value).Step();
    }

    public void Reach(IUnit unit, ConversationId id)
    {
        using var update = Unit.Of(unit).Sql("UPDATE conversation SET silent = NULL, silent_since = NULL WHERE id = @id");
        update.Bind("@id", id.Value).Run();
    }

    public ImmutableArray<StoredConversation> Of(IUnit unit, PersonId person)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT id, person, channel, version, reference, body, silent, silent_since, used FROM conversation WHERE person = @person ORDER BY used DESC, id DESC");
        read.Bind("@person", person.Value);
        return read.All(row => Row(my, row));
    }

    private StoredConversation Add(Unit my, string channel, string external, string reference, PersonId person) =>
        Add(my, channel, my.Pseudonyms.Of(Address, channel, external), reference, person);

    /// <summary>Opens a talk under an address that is hashed already.</summary>
    internal StoredConversation Add(Unit my, string channel, UInt128 address, string reference, PersonId person)
    {
        var id = new ConversationId(my.Ids.Next());
        using var insert = my.Sql("""
            INSERT INTO conversation (id, person, channel, address, used, version, reference) VALUES (@id, @person, @channel, @address, @now, 1, @reference)
            """);
        insert.Bind("@id", id.Value).Bind("@person", person.Value).Bind("@channel", channel).Bind("@address", address)
            .Bind("@now", my.Now).BindSealed("@reference", my, Field.ConversationReference, id.Value, person.Value, reference).Run();
        return new(id, person, channel, reference, "", 1) { Used = my.Now };
    }

    /// <summary>The address a talk is found under.</summary>
    internal static UInt128 AddressOf(Unit my, ConversationId id)
    {
        using var read = my.Sql("SELECT address FROM conversation WHERE id = @id").Bind("@id", id.Value);
        return read.Step() ? read.Hash(0) : throw new KeyNotFoundException("no such conversation");
    }

    /// <summary>Puts a talk aside: nobody who writes comes to it.</summary>
    internal static void Park(Unit my, ConversationId id) => Unpark(my, id, my.Pseudonyms.Of(Parked, id.ToString()));

    /// <summary>Puts a talk back under its address.</summary>
    internal static void Unpark(Unit my, ConversationId id, UInt128 address)
    {
        using var update = my.Sql("UPDATE conversation SET address = @address WHERE id = @id");
        update.Bind("@address", address).Bind("@id", id.Value).Run();
    }

    private static StoredConversation Row(Unit my, Statement read)
    {
        var (id, person) = (read.Guid(0), read.Guid(1));
        return new(new(id), new(person), Codes.Intern(read.Bytes(2)),
            my.Sealer.OpenText(Field.ConversationReference, id, person, read.Bytes(4)) ?? throw Erased(),
            my.Sealer.OpenText(Field.ConversationState, id, person, read.Bytes(5)) ?? "", read.Int(3))
        {
            Used = read.Instant(8),
            Silence = read.Text(6) is { } reason ? new(reason, read.Instant(7)) : null,
        };
    }

    private static KeyNotFoundException Erased() => new("this person was erased");
}
