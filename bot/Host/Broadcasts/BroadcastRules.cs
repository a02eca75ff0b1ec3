using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Broadcasts;
using Assistant.Records.Groups;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Broadcasts;

/// <summary>Whether, and when, somebody may be written to unasked.</summary>
public sealed class BroadcastRules(Memory memory, ISafeContacts safe, IGroups groups, Settings settings)
{
    /// <summary>Quiet hours and a person's own quiet time may follow one another; a day has no more of them.</summary>
    private const int mostQuiet = 4;

    /// <summary>Shortest name looked for in a text, characters: shorter ones are words more often than names.</summary>
    private const int shortestName = 3;

    /// <summary>Longest ending of a name in a sentence: "Olgale", "Kristjaniga".</summary>
    private const int longestEnding = 4;

    /// <summary>The first moment from <paramref name="at"/> on at which nobody sleeps.</summary>
    public Instant Awake(IUnit unit, PersonId person, Instant at)
    {
        var known = safe.Of(unit, person);
        for (var n = 0; n < mostQuiet; n++)
        {
            var next = known.QuietEnd(Quiet.After(at, settings.Organisation), settings.Organisation.TimeZone);
            if (next == at)
                break;
            at = next;
        }
        return at;
    }

    /// <summary>The same for somebody without a quiet time of their own.</summary>
    public Instant AwakeForAll(Instant at) => Quiet.After(at, settings.Organisation);

    /// <summary>What would become of one message now: nothing stands in its way, it waits, or it cannot be.</summary>
    /// <param name="chat">Where it goes; <see langword="null"/>: nowhere.</param>
    public (DeliveryState State, Instant Due, string? Reason) Judge(IUnit unit, PersonId person, Instant now, out Chat? chat)
    {
        chat = null;
        Person known;
        try
        {
            known = memory.People.Get(unit, person);
        }
        catch (KeyNotFoundException)
        {
            return (DeliveryState.Failed, now, "no-chat");
        }
        if (known.ConsentVersion is null && known.Roles.All(role => role == Role.Parent))
            return (DeliveryState.Failed, now, "no-consent");
        chat = memory.LastOf(unit, person);
        if (chat is null)
            return (DeliveryState.Failed, now, "no-chat");
        if (chat.Conversation.Silence is { } silence)
            return (DeliveryState.Failed, now, silence.Reason);
        return Awake(unit, person, now) is var awake && awake > now ? (DeliveryState.Deferred, awake, "quiet") : (DeliveryState.Planned, now, null);
    }

    /// <returns>A word of the text that is the name of somebody who would get it; <see langword="null"/>: none is.</returns>
    public string? NameIn(IUnit unit, string text, IEnumerable<Recipient> recipients)
    {
        var words = Capitalised(text);
        if (words.Count == 0)
            return null;
        foreach (var recipient in recipients)
            foreach (var name in NamesOf(unit, recipient.Person))
                if (words.FirstOrDefault(word => Is(word, name)) is { } found)
                    return found;
        return null;
    }

    private IEnumerable<string> NamesOf(IUnit unit, PersonId person) => new[] { OwnName(unit, person) }.Concat(groups.Of(unit, person).Select(member => member.Content.Name)).OfType<string>()
        .SelectMany(name => name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(name => name.Length >= shortestName).Distinct();

    /// <summary>Somebody erased has none.</summary>
    private string? OwnName(IUnit unit, PersonId person)
    {
        try
        {
            return memory.People.Get(unit, person).Name;
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Names are written with a capital; "mai" is a month and "Mai" may be somebody.</summary>
    private static List<string> Capitalised(string text)
    {
        List<string> words = [];
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i]))
                continue;
            var end = i;
            while (end < text.Length && char.IsLetter(text[end]))
                end++;
            if (char.IsUpper(text[i]) && end - i >= shortestName)
                words.Add(text[i..end]);
            i = end;
        }
        return words;
    }

    private static bool Is(string word, string name) => word.Length <= name.Length + longestEnding && (word.StartsWith(name, StringComparison.OrdinalIgnoreCase) || IsBent(word, name));

    /// <summary>Russian names change their last letter: "Ольга", "Ольге".</summary>
    private static bool IsBent(string word, string name) => name.Length > shortestName && name[^1] is 'а' or 'я' or 'й' && word.StartsWith(name[..^1], StringComparison.OrdinalIgnoreCase);
}
