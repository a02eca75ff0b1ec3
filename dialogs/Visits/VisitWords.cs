using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Visits;

/// <summary>What an act holds in codes, as people read it.</summary>
public static class VisitWords
{
    /// <summary>Where it was.</summary>
    /// <param name="stored">A place of the list, or words after <c>=</c>.</param>
    public static Line? Place(string? stored) => stored switch
    {
        null or "" => null,
        [VisitNotes.InWords, .. var words] => Line.Of("engine.words", new Slot("words", Words: words)),
        _ => new($"visit.place.{stored}"),
    };

    /// <summary>Who was there.</summary>
    /// <param name="stored">Roles with counts, <c>mother,child:2</c>, or words after <c>=</c>.</param>
    public static Line? Present(string? stored) => stored switch
    {
        null or "" => null,
        [VisitNotes.InWords, .. var words] => Line.Of("engine.words", new Slot("words", Words: words)),
        _ => stored.Split(',').Select(Person).Aggregate(static (left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right))),
    };

    private static Line Person(string stored) => stored.Split(':') switch
    {
        [var role, var count] => Line.Of("visit.several", new("who", Key: $"visit.role.{role}"), new("count", Words: count)),
        _ => new($"visit.role.{stored}"),
    };
}
