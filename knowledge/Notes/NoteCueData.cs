namespace Assistant.Knowledge.Notes;

/// <summary>The words of <c>Cues/{et,ru,en}.yaml</c>; what each list means stands at its property of <see cref="NoteCues"/>.</summary>
internal sealed class NoteCueData
{
    public required string[] Visit { get; init; }
    public required string[] Presence { get; init; }
    public required string[] Start { get; init; }
    public required string[] End { get; init; }
    public required string[] Lasted { get; init; }
    public required string[] Topic { get; init; }
    public required string[] Ask { get; init; }
    public required string[] Agreement { get; init; }
    public required string[] Promise { get; init; }
    public required string[] Will { get; init; }
    public required string[] WillEndings { get; init; }
    public required string[] WillBeginnings { get; init; }
    public required string[] NotWill { get; init; }
    public required string[] EndPhrases { get; init; }
    public required string[] Copula { get; init; }
    public required string[] NotFeeling { get; init; }
    public required string[] FeelingEndings { get; init; }
    public required string[] DayLink { get; init; }
    public required string[] Going { get; init; }
    public required string[] NextWord { get; init; }
    public required string[] NotYet { get; init; }
    public required string[] Planned { get; init; }
    public required string[] Companion { get; init; }
    public required string[] CompanionEndings { get; init; }
    public required string[] When { get; init; }
    public required string[] FeelingAbout { get; init; }
    public required string[] Speech { get; init; }
    public required string[] Next { get; init; }
    public required string[] Doc { get; init; }
    public required string[] Wait { get; init; }
    public required string[] Correction { get; init; }
    public required string[] BareCorrection { get; init; }
    public required string[] NoContact { get; init; }
    public required string[] Cancelled { get; init; }
    public required string[] Negation { get; init; }
    public required string[] Without { get; init; }
    public required string[] MoodNoun { get; init; }
    public required string[] MoodPhrase { get; init; }
    /// <summary>Said before the word for a mood: "hea tuju".</summary>
    public required string[] MoodAdjective { get; init; }
    /// <summary>Somebody outside of the family who will do something: "sõbranna aitab".</summary>
    public required string[] Others { get; init; }
    public required string[] Mood { get; init; }
    public required string[] Be { get; init; }
    public required string[] But { get; init; }
    public required string[] SameTime { get; init; }
    public required string[] NextWeek { get; init; }
    public required string[] Skip { get; init; }
    public required string[] Subordinate { get; init; }
    public required string[] AskAbout { get; init; }
    /// <summary>Words that begin a question told of: "rääkisime, miks …".</summary>
    public required string[] Asking { get; init; }
    /// <summary>Of somebody to whom, with whom or of whom something is, never of who feels.</summary>
    public required string[] ObliqueEndings { get; init; }
    public required string[] Ignore { get; init; }
    public required string[] Cut { get; init; }
    public required string[] Prepositions { get; init; }
    public required string[] Clock { get; init; }
    public required string[] ClockFrom { get; init; }
    public required string[] ClockUntil { get; init; }
    public required string[] ClockBetween { get; init; }
    public required string[] NotClock { get; init; }
    public required string[] BareHour { get; init; }
    public required string[] Deeds { get; init; }
    public required string[] NotDeeds { get; init; }
    public required string[] Later { get; init; }
    public required string[] Everybody { get; init; }
    public required string[] Mine { get; init; }
    public required string[] MineEndings { get; init; }
    public required string[] NotMine { get; init; }
    public required string[] Meeting { get; init; }
    public required string[] Denied { get; init; }
    public required string[] Thing { get; init; }
    public required string[] Both { get; init; }
}

/// <summary>Words of one role in <c>Cues/roles.yaml</c>.</summary>
internal sealed class NoteRoleData
{
    public required string Role { get; init; }
    public required string[] Present { get; init; }
    public required string[] SpokenTo { get; init; }
}
