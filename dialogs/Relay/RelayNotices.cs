using System.Collections.Immutable;
using System.Globalization;
using Assistant.Dialogs.Engine;
using NodaTime;

namespace Assistant.Dialogs.Relay;

/// <summary>
/// What both sides of a talk are told, in lines and standing choices; the Host renders them in the reader's language and sends them.
/// Coordinators who are asked read reference, language and waiting time only; words and name appear to the one who takes it.
/// </summary>
public static class RelayNotices
{
    /// <summary>To the person: a human was asked and comes in about so many minutes.</summary>
    public static IEnumerable<Effect.Say> Waiting(string id, int minutes) =>
    [
        new(Line.Of("relay.waiting", Minutes(minutes))),
        new(new Line("relay.write")) { Choices = [RelayChoices.Of("bot", id), RelayChoices.Of("call", id), RelayChoices.Stop(id)] },
    ];

    /// <summary>To the person: nobody is there now; a human writes at the opening. Until then the bot goes on.</summary>
    public static IEnumerable<Effect.Say> Closed(string id, LocalDateTime opens, LocalDateTime now) =>
    [
        new(Line.Of("relay.closed", Slot.Of("opens", opens, now))),
        new(new Line("relay.closed-help")) { Choices = [RelayChoices.Of("leave", id), RelayChoices.Of("bot", id), RelayChoices.Of("call", id), RelayChoices.Stop(id)] },
    ];

    /// <summary>To the person, who asks for a human while one is there.</summary>
    public static IEnumerable<Effect.Say> Here(string id) => [new(new("relay.still-here")) { Choices = [RelayChoices.Of("end", id)] }];

    /// <summary>To the person: what they wrote is kept for the human.</summary>
    public static IEnumerable<Effect.Say> Kept(string id) => [new(new("relay.kept")) { Choices = [RelayChoices.Of("bot", id)] }];

    /// <summary>To the person: what they wrote is kept, and when somebody is there again.</summary>
    public static IEnumerable<Effect.Say> KeptUntil(string id, LocalDateTime opens, LocalDateTime now) =>
        [new(Line.Of("relay.kept-until", Slot.Of("opens", opens, now))) { Choices = [RelayChoices.Of("bot", id)] }];

    /// <summary>To the person: the bot goes on, and the human comes all the same.</summary>
    public static IEnumerable<Effect.Say> LetGo() => [new(new("relay.let-go"))];

    /// <summary>To the person: write now, it is passed on.</summary>
    public static IEnumerable<Effect.Say> Leave() => [new(new("relay.leave"))];

    /// <summary>To coordinators: somebody waits for a human.</summary>
    public static IEnumerable<Effect.Say> Asked(RelayFact talk) => [new(Card("relay.asked", talk)) { Choices = [RelayChoices.Of("take", talk.Id)] }];

    /// <summary>To coordinators: somebody answered a message to many.</summary>
    /// <param name="reference">Of the message.</param>
    public static IEnumerable<Effect.Say> Answered(RelayFact talk, string reference) =>
        [new(Card("relay.answered", talk, new Slot("message", Words: reference))) { Choices = [RelayChoices.Of("take", talk.Id)] }];

    /// <summary>To the person: their answer to a message to many goes to a human.</summary>
    public static IEnumerable<Effect.Say> Passed(string id) => [new(new("relay.passed")) { Choices = [RelayChoices.Of("bot", id)] }];

    /// <summary>To the colleague whom somebody asks to go on.</summary>
    public static IEnumerable<Effect.Say> HandedTo(RelayFact talk, string? from) =>
        [new(from is null ? Card("relay.handed", talk) : Card("relay.handed-by", talk, new Slot("name", Words: from))) { Choices = [RelayChoices.Of("take", talk.Id)] }];

    /// <summary>To coordinators: the promised time has passed.</summary>
    public static IEnumerable<Effect.Say> Overdue(RelayFact talk) => [new(Card("relay.overdue", talk)) { Choices = [RelayChoices.Of("take", talk.Id)] }];

    /// <summary>To the coordinator who took it.</summary>
    public static IEnumerable<Effect.Say> Taken(RelayFact talk)
    {
        if (talk.Name is { } name)
            yield return new(Line.Of("relay.name", new Slot("name", Words: name)));
        yield return new(Card("relay.yours", talk)) { Choices = [RelayChoices.Of("hand", talk.Id), RelayChoices.Of("back", talk.Id), RelayChoices.Of("show", talk.Id)] };
    }

    /// <summary>To the person: a human is there.</summary>
    public static IEnumerable<Effect.Say> HumanIsHere(string id, string? name) =>
        [new(name is null ? new("relay.here") : Line.Of("relay.here-name", new Slot("name", Words: name))) { Choices = [RelayChoices.Of("end", id)] }];

    /// <summary>To the person: another human goes on.</summary>
    public static IEnumerable<Effect.Say> AnotherComes(string? name) =>
        [new(name is null ? new("relay.another") : Line.Of("relay.another-name", new Slot("name", Words: name)))];

    /// <summary>The person's words, to the coordinator.</summary>
    /// <param name="hasOthers">The coordinator has other talks: a button says whom an answer goes to.</param>
    public static Effect.Say FromPerson(RelayFact talk, string words, bool hasOthers) =>
        new(Line.Of("relay.from-person", new("reference", Words: talk.Reference), new("words", Words: words))) { Choices = hasOthers ? [RelayChoices.Of("answer", talk)] : [] };

    /// <summary>The coordinator's words, to the person.</summary>
    public static Effect.Say FromCoordinator(string? name, string words) => new(name is null
        ? Line.Of("relay.from-coordinator", new Slot("words", Words: words))
        : Line.Of("relay.from-coordinator-name", new("name", Words: name), new("words", Words: words)));

    /// <summary>To the person: the human is gone, the bot goes on.</summary>
    public static IEnumerable<Effect.Say> GivenBack() => [new(new("relay.given-back"))];

    /// <summary>To the person: nobody wrote for long, so it is over.</summary>
    public static IEnumerable<Effect.Say> Closed() => [new(new("relay.over-idle")) { Choices = [Menu.Human] }];

    /// <summary>To the coordinator: the person ended it.</summary>
    public static IEnumerable<Effect.Say> EndedByPerson(RelayFact talk) => [new(Card("relay.ended-by-person", talk))];

    /// <summary>To the coordinator: it is over, since nobody wrote for long.</summary>
    public static IEnumerable<Effect.Say> EndedByClock(RelayFact talk) => [new(Card("relay.ended-by-clock", talk))];

    /// <summary>To the coordinator who goes on: another talk of the same person came together with this one.</summary>
    /// <param name="other">Its reference.</param>
    public static IEnumerable<Effect.Say> Joined(RelayFact talk, string other) => [new(Card("relay.joined", talk, new Slot("other", Words: other)))];

    /// <summary>To the coordinator whose talk ends, as the same person's other one goes on.</summary>
    /// <param name="other">Its reference.</param>
    public static IEnumerable<Effect.Say> JoinedAway(RelayFact talk, string other) => [new(Card("relay.joined-away", talk, new Slot("other", Words: other)))];

    /// <summary>To the coordinator: the person asked not to be written to now; words are kept.</summary>
    public static IEnumerable<Effect.Say> IsQuiet(RelayFact talk) => [new(Card("relay.quiet", talk))];

    /// <summary>To the coordinator: words were kept, since the person asked not to be written to.</summary>
    public static IEnumerable<Effect.Say> KeptForPerson(RelayFact talk) => [new(Card("relay.quiet-kept", talk))];

    /// <summary>To the person, when they want to be written to: the human wrote.</summary>
    public static IEnumerable<Effect.Say> Wrote(string id) => [new(new("relay.wrote")) { Choices = [RelayChoices.Of("read", id)] }];

    /// <summary>To the person: the human wrote nothing that they have not seen.</summary>
    public static IEnumerable<Effect.Say> NothingNew() => [new(new("relay.nothing-new"))];

    /// <summary>To the coordinator: the person's channel takes nothing just now; words are kept.</summary>
    public static IEnumerable<Effect.Say> Undelivered(RelayFact talk) => [new(Card("relay.undelivered", talk))];

    /// <summary>To the coordinator: the colleague was asked.</summary>
    public static Line HandedDone(RelayFact talk) => Card("relay.handed-done", talk);

    /// <summary>To the coordinator: the person waits for an answer.</summary>
    public static IEnumerable<Effect.Say> Remind(RelayFact talk) =>
        [new(Card("relay.remind", talk)) { Choices = [RelayChoices.Of("answer", talk), RelayChoices.Of("hand", talk.Id), RelayChoices.Of("back", talk.Id)] }];

    /// <summary>To the coordinator: others are asked now.</summary>
    public static IEnumerable<Effect.Say> Released(RelayFact talk) => [new(Card("relay.released", talk)) { Choices = [RelayChoices.Of("take", talk.Id)] }];

    /// <summary>To the person: the human is busy, nothing is lost.</summary>
    public static IEnumerable<Effect.Say> Busy() => [new(new("relay.busy"))];

    /// <summary>To the person: it takes longer; until when somebody answers.</summary>
    public static IEnumerable<Effect.Say> Late(LocalDateTime until, LocalDateTime now) => [new(Line.Of("relay.late", Slot.Of("until", until, now)))];

    /// <summary>To the person: the promise was not kept.</summary>
    /// <param name="contact">Where a human can be reached; may be empty.</param>
    public static IEnumerable<Effect.Say> Broken(string id, string contact) =>
        [new(contact.Length > 0 ? Line.Of("relay.broken-contact", new Slot("contact", Words: contact)) : new("relay.broken")) { Choices = [RelayChoices.Of("call", id)] }];

    /// <summary>To the coordinator: what was said so far.</summary>
    public static IEnumerable<Effect.Say> Transcript(RelayFact talk, ImmutableArray<(LocalDateTime At, bool IsPerson, string Words)> lines) => lines is []
        ? [new(Card("relay.nothing-said", talk))]
        : lines.Select(line => new Effect.Say(Line.Of(line.IsPerson ? "relay.said-person" : "relay.said-coordinator",
            new("time", Time: line.At), new("reference", Words: talk.Reference), new("words", Words: line.Words))));

    internal static Line Card(string key, RelayFact talk, params ReadOnlySpan<Slot> more) => new(key)
    {
        Slots = [new("reference", Words: talk.Reference), new("language", Key: $"relay.language-{talk.Language}"), new("waited", Line: Waited(talk.Minutes)), .. more],
    };

    private static Line Waited(int minutes) => minutes < 1 ? new("relay.just-now") : minutes < MinutesInHour
        ? Line.Of("relay.minutes", Minutes(minutes)) : Line.Of("relay.hours", new Slot("hours", Words: (minutes / MinutesInHour).ToString(CultureInfo.InvariantCulture)));

    private const int MinutesInHour = 60;

    private static Slot Minutes(int minutes) => new("minutes", Words: minutes.ToString(CultureInfo.InvariantCulture));
}
