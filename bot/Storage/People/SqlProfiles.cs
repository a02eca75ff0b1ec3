using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.People;
using Assistant.Storage.Conversations;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.People;

/// <inheritdoc cref="IProfiles"/>
internal sealed class SqlProfiles(SqlConversations conversations) : IProfiles
{
    public ImmutableArray<Profile> Of(IUnit unit, PersonId person, string channel)
    {
        var my = Unit.Of(unit);
        // Few devices have several writers, and every turn asks.
        using (var any = my.Sql("SELECT 1 FROM profile WHERE person = @person LIMIT 1"))
            if (!any.Bind("@person", person.Value).Step()) return [];
        using var read = my.Sql("""
            SELECT profile.person, profile.body, safe_contact.word IS NOT NULL FROM profile LEFT JOIN safe_contact ON safe_contact.person = profile.person
            WHERE channel = @channel AND address IN (SELECT address FROM profile WHERE person = @person AND channel = @channel) ORDER BY profile.rowid
            """);
        read.Bind("@channel", channel).Bind("@person", person.Value);
        var all = ImmutableArray.CreateBuilder<Profile>();
        while (read.Step())
        {
            var id = read.Guid(0);
            all.Add(new(new(id), my.Sealer.OpenText(Field.Profile, id, id, read.Bytes(1)), read.Int(2) == 1));
        }
        return all.DrainToImmutable();
    }

    public StoredConversation Add(IUnit unit, ChannelIdentity identity, StoredConversation at, string? name, string language)
    {
        var my = Unit.Of(unit);
        var address = SqlPeople.Address(my, identity);
        var chat = SqlConversations.AddressOf(my, at.Id);
        using (var known = my.Sql("""
            INSERT INTO profile (channel, address, person, conversation, chat) VALUES (@channel, @address, @person, @conversation, @chat)
            ON CONFLICT (channel, address, person) DO NOTHING
            """))
            known.Bind("@channel", identity.Channel).Bind("@address", address).Bind("@person", at.Person.Value).Bind("@conversation", at.Id.Value).Bind("@chat", chat).Run();
        SqlConversations.Park(my, at.Id);
        var person = SqlPeople.Make(my, language);
        Point(my, identity, address, person);
        var talk = conversations.Add(my, at.Channel, chat, at.Reference, person);
        using var insert = my.Sql("INSERT INTO profile (channel, address, person, conversation, chat, body) VALUES (@channel, @address, @person, @conversation, @chat, @body)");
        insert.Bind("@channel", identity.Channel).Bind("@address", address).Bind("@person", person.Value).Bind("@conversation", talk.Id.Value).Bind("@chat", chat);
        if (name is null) insert.Null("@body");
        else insert.BindSealed("@body", my, Field.Profile, person.Value, person.Value, name);
        insert.Run();
        my.Audit(Actions.ProfileAdd, person.ToString(), person);
        return talk;
    }

    public StoredConversation Switch(IUnit unit, ChannelIdentity identity, StoredConversation at, PersonId to)
    {
        var my = Unit.Of(unit);
        var address = SqlPeople.Address(my, identity);
        Guid talk;
        UInt128 chat;
        using (var read = my.Sql("SELECT conversation, chat FROM profile WHERE channel = @channel AND address = @address AND person = @person"))
        {
            if (!read.Bind("@channel", identity.Channel).Bind("@address", address).Bind("@person", to.Value).Step()) throw new ConflictException("this person does not write here");
            (talk, chat) = (read.Guid(0), read.Hash(1));
        }
        SqlConversations.Park(my, at.Id);
        SqlConversations.Unpark(my, new(talk), chat);
        Point(my, identity, address, to);
        my.Audit(Actions.ProfileSwitch, to.ToString(), to);
        return conversations.Get(unit, new(talk));
    }

    public StoredConversation? InFrontOf(IUnit unit, ConversationId conversation)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("""
            SELECT front.id FROM profile JOIN conversation AS front ON front.channel = profile.channel AND front.address = profile.chat
            WHERE profile.conversation = @conversation AND front.id <> @conversation
            """);
        return read.Bind("@conversation", conversation.Value).Step() ? conversations.Get(unit, new(read.Guid(0))) : null;
    }

    /// <summary>Whoever is erased or leaves makes room for one of the others on each of their devices.</summary>
    internal static void MakeRoom(Unit my, Guid person)
    {
        List<(Guid Next, string Channel, UInt128 Address, Guid Talk, UInt128 Chat)> heirs = [];
        using (var read = my.Sql("""
            SELECT min(other.person), other.channel, other.address, other.conversation, other.chat FROM profile AS mine
            JOIN identity ON identity.channel = mine.channel AND identity.address = mine.address AND identity.person = mine.person
            JOIN profile AS other ON other.channel = mine.channel AND other.address = mine.address AND other.person <> mine.person
            WHERE mine.person = @person GROUP BY mine.channel, mine.address
            """).Bind("@person", person))
            while (read.Step()) heirs.Add((read.Guid(0), read.Text(1)!, read.Hash(2), read.Guid(3), read.Hash(4)));
        foreach (var (next, channel, address, talk, chat) in heirs)
        {
            using (var mine = my.Sql("SELECT conversation FROM profile WHERE channel = @channel AND address = @address AND person = @person"))
                if (mine.Bind("@channel", channel).Bind("@address", address).Bind("@person", person).Step()) SqlConversations.Park(my, new(mine.Guid(0)));
            SqlConversations.Unpark(my, new(talk), chat);
            using var update = my.Sql("UPDATE identity SET person = @next WHERE channel = @channel AND address = @address");
            update.Bind("@next", next).Bind("@channel", channel).Bind("@address", address).Run();
        }
        using var delete = my.Sql("DELETE FROM profile WHERE person = @person");
        delete.Bind("@person", person).Run();
    }

    private static void Point(Unit my, ChannelIdentity identity, UInt128 address, PersonId person)
    {
        using var update = my.Sql("UPDATE identity SET person = @person WHERE channel = @channel AND address = @address");
        if (update.Bind("@person", person.Value).Bind("@channel", identity.Channel).Bind("@address", address).Run() == 0) throw new ConflictException("nobody writes from here any more");
    }
}
