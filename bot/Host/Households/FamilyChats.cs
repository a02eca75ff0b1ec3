using Assistant.Host.Cases;
using Assistant.Host.Composition;
using Assistant.Host.Turns;
using Assistant.Records;

namespace Assistant.Host.Households;

/// <summary>Where people of a family may be written to about it.</summary>
internal static class FamilyChats
{
    /// <summary>The chats in which the family is told what concerns it.</summary>
    public static IEnumerable<Chat> ChatsOf(this Memory memory, CaseMemory cases, IUnit unit, FamilyId family) =>
        cases.Families.PeopleOf(unit, family).Select(person => memory.ConsentingChat(unit, person)).OfType<Chat>();

    /// <summary>Whether somebody of them is reached by nothing we write: the chat they used last takes nothing any more.</summary>
    public static bool IsLost(this Memory memory, IUnit unit, IEnumerable<PersonId> people) => people.Any(person => memory.LastOf(unit, person) is { Conversation.Silence: not null });

    /// <returns>The person's last chat; <see langword="null"/>: they have none, or they took their consent back.</returns>
    public static Chat? ConsentingChat(this Memory memory, IUnit unit, PersonId person) =>
        memory.LastOf(unit, person) is { Person.ConsentVersion: not null } chat ? chat : null;
}
