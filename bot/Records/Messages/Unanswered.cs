using NodaTime;

namespace Assistant.Records.Messages;

/// <summary>How many questions nobody could answer: numbers only, never the words.</summary>
public interface IUnanswered
{
    /// <summary>Counts one, today (UTC).</summary>
    void Count(IUnit unit, string language);

    /// <returns>How many on that day (UTC).</returns>
    int Of(IUnit unit, LocalDate day, string language);
}
