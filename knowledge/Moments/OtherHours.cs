using System.Text;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Replies;

namespace Assistant.Knowledge.Moments;

/// <summary>
/// Hears the hours that somebody names after the first one without saying again that they are hours: "tomorrow at 10 or 12", "homme 10, 12 või 14".
/// Words: <c>Replies/{lang}/clock.yaml</c>.
/// </summary>
/// <param name="clock">Words beside hours.</param>
internal sealed class OtherHours(WordLists clock)
{
    /// <summary>Said before an hour in any of the three languages.</summary>
    private const string Hour = "kell ";

    private const int LastHour = 23;

    /// <returns>The text with each such number said as an hour; the same text when there is none.</returns>
    public string Said(string text, IReadOnlyList<Entity> entities)
    {
        var spelled = new StringBuilder(text);
        var added = 0;
        var end = -1; // of the last hour, or of a day that a bare hour follows
        var isDay = false;
        foreach (var entity in entities.OrderBy(entity => entity.Start).ThenByDescending(entity => entity.End))
        {
            if (entity.Start < end)
                continue;
            if (entity.Type is EntityType.Time or EntityType.DateTime or EntityType.Date)
                (end, isDay) = (entity.End, entity.Type == EntityType.Date);
            else if (entity.Type == EntityType.Number && end >= 0 && entity.Best?.Number is >= 0 and < LastHour + 1
                && (isDay ? IsBlank(text[end..entity.Start]) && IsFollowedByAnother(text, entity, entities) : IsOr(text[end..entity.Start])) && IsAlone(text[entity.End..]))
            {
                spelled.Insert(entity.Start + added, Hour);
                added += Hour.Length;
                (end, isDay) = (entity.End, false);
            }
            else
                end = -1;
        }
        return spelled.ToString();
    }

    private static bool IsBlank(string between) => between.All(char.IsWhiteSpace);

    private bool IsOr(string between) => Words.Of(between) is var words && (words.Length == 0 ? between.AsSpan().ContainsAny(',', '/', ';') : clock.IsAll(words, "or"));

    private bool IsFollowedByAnother(string text, Entity number, IReadOnlyList<Entity> entities) =>
        entities.Any(other => other.Type == EntityType.Number && other.Start >= number.End && IsOr(text[number.End..other.Start]));

    /// <summary>Nothing counted follows, as in "or 2 children".</summary>
    private bool IsAlone(string rest) => rest.TrimStart() is { } tail && (tail.Length == 0 || !char.IsLetterOrDigit(tail[0]) || Words.Of(tail) is [var next, ..] && clock.MeaningOf(next) is "or" or "fits");
}
