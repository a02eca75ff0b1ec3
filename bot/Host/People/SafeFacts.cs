using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Host.Configuration;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using Assistant.Records.Security;
using NodaTime;

namespace Assistant.Host.People;

/// <summary>Loads what a turn may know of the person before it, of their device, and, for coordinators, of their colleagues.</summary>
public sealed class SafeFacts(PeopleMemory memory, Settings settings)
{
    /// <summary>More open requests than any office has.</summary>
    private const int allOpen = 10_000;

    private const int ownRequests = 1_000;

    /// <summary>Adds to the facts of one turn.</summary>
    public Facts Add(Facts facts, IUnit unit, Chat chat, Wish wish, string consentVersion)
    {
        var person = chat.Person;
        return facts with
        {
            Safe = Safe(unit, chat, wish),
            HadConsent = person.ConsentVersion is { } given && given != consentVersion,
            Kept = wish.Needs.HasFlag(Needs.MyData) ? Kept(unit, person) : null,
            People = wish.Needs.HasFlag(Needs.People) && facts.Is(Audience.Coordinator) ? Colleagues(unit, person.Id, facts) : [],
            Found = wish.Needs.HasFlag(Needs.People) && facts.Is(Audience.Coordinator) && wish.Typed is { } typed ? ByReference(unit, typed, person.Id, facts) : null,
            Link = wish.Link is { } code ? Link(unit, code, person.Id) : null,
        };
    }

    private SafeFact Safe(IUnit unit, Chat chat, Wish wish)
    {
        var (person, talk) = (chat.Person, chat.Conversation);
        var silence = unit.Now - talk.Used;
        var isOld = talk.State.Length > 0 && silence >= SafeContact.Pause;
        var safe = memory.Safe.Of(unit, person.Id);
        var isPersonal = person.ConsentVersion is not null || person.Name is not null || safe.HasWord || person.Roles.Any(role => role != Role.Parent);
        return new()
        {
            IsPause = isOld,
            IsStale = isOld && silence >= SafeContact.Stale && isPersonal,
            HasWord = safe.HasWord,
            Fits = wish.Typed is { } typed && (safe.HasWord ? memory.Safe.Fits(unit, person.Id, typed) : person.Name is { } name && IsName(name, typed)),
            LockedUntil = safe.LockedUntil is { } until && until > unit.Now ? Local(until) : null,
            TriesLeft = SafeContact.MostMisses - safe.Misses,
            Waiting = memory.Held.Count(unit, talk.Id),
            Writers = [.. memory.Profiles.Of(unit, person.Id, talk.Channel).Select(writer => new WriterFact(writer.Person.ToString(), writer.Name ?? NameOf(unit, writer.Person, writer.HasWord), writer.Person == person.Id))],
            Quiet = safe is { QuietFrom: { } from, QuietTo: { } to } ? (from, to) : null,
            IsNeutral = safe.IsNeutral,
        };
    }

    /// <summary>Whoever wrote first gave no name for this device; the name they gave us serves, unless their talk is behind a word.</summary>
    private string? NameOf(IUnit unit, PersonId person, bool hasWord) => hasWord ? null : memory.People.Get(unit, person).Name;

    private static bool IsName(string name, string typed) => string.Equals(Letters(name), Letters(typed), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private KeptFact Kept(IUnit unit, Person person)
    {
        var requests = memory.Appointments.Of(unit, person.Id, ownRequests);
        return new(
            requests.FirstOrDefault(request => request.IsOpen && request.Content.Phone is not null)?.Content.Phone ?? requests.FirstOrDefault(request => request.Content.Phone is not null)?.Content.Phone,
            memory.People.ConsentedAt(unit, person.Id) is { } at ? Local(at).Date : null,
            requests.Length, memory.Conversations.Of(unit, person.Id).Length);
    }

    private ImmutableArray<PersonFact> Colleagues(IUnit unit, PersonId me, Facts facts)
    {
        var open = memory.Appointments.Open(unit, allOpen);
        var away = memory.Staff.AwayOn(unit, facts.Now.Date);
        return [.. Enum.GetValues<Role>().Where(role => role != Role.Parent).SelectMany(role => memory.People.WithRole(unit, role)).Distinct()
            .Select(id => Fact(memory.People.Get(unit, id), open.Count(request => request.Owner == id), away.FirstOrDefault(absence => absence.Person == id)?.Until, me, facts))];
    }

    private PersonFact? ByReference(IUnit unit, string typed, PersonId me, Facts facts)
    {
        var id = PersonReference.Read(typed) is { } reference && memory.Staff.ByReference(unit, reference) is [var only] ? only
            : ShortReference.Read(typed) is { } request ? memory.Staff.ParentOf(unit, request)
            : null;
        return id is { } found
            ? Fact(memory.People.Get(unit, found), memory.Appointments.Of(unit, found, ownRequests).Count(request => request.IsOpen), null, me, facts) with { Name = null }
            : null;
    }

    private static PersonFact Fact(Person person, int open, LocalDate? awayUntil, PersonId me, Facts facts) => new(
        person.Id.ToString(), PersonReference.Of(person.Id), facts.CarriesLittle ? null : person.Name, [.. person.Roles.Select(FactsLoader.AsAudience)], open, awayUntil, person.Id == me);

    private CodeFact Link(IUnit unit, string typed, PersonId by)
    {
        var code = LinkCodes.Read(typed) ?? typed;
        return new(code,
            memory.Invitations.Look(unit, code, by).State == CodeState.TooManyTries ? "toomanytries" : memory.Links.Look(unit, code) is null ? "unknown" : "good",
            Audience.Parent);
    }

    private LocalDateTime Local(Instant instant) => instant.InZone(settings.Organisation.TimeZone).LocalDateTime;
}

/// <summary>Codes that join two chats, as people see and type them.</summary>
internal static class LinkCodes
{
    /// <returns>Two references with a dash, one of them with a digit, so that no word is taken for a code.</returns>
    public static string New(IIds ids)
    {
        while (true)
        {
            var code = $"{ShortReference.From(ids.Token())}-{ShortReference.From(ids.Token())}";
            if (code.Any(char.IsDigit) && code.Any(char.IsLetter))
                return code;
        }
    }

    /// <returns>The code in its stored form; <see langword="null"/>: none.</returns>
    public static string? Read(string typed) => typed.Length == 2 * ShortReference.Length
        && ShortReference.Read(typed[..ShortReference.Length]) is { } first && ShortReference.Read(typed[ShortReference.Length..]) is { } second ? $"{first}-{second}" : null;
}
