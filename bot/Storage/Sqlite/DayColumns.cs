using NodaTime;
using NodaTime.Text;

namespace Assistant.Storage.Sqlite;

/// <summary>Days, which stand in columns as text that sorts, and times of day, which stand there as minutes since midnight.</summary>
internal static class DayColumns
{
    private const int MinutesAnHour = 60;

    public static LocalDate Read(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static string Write(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static Statement Bind(this Statement statement, string name, LocalDate day) => statement.Bind(name, Write(day));

    public static Statement Bind(this Statement statement, string name, LocalDate? day) => statement.Bind(name, day is { } known ? Write(known) : null);

    public static LocalDate Day(this Statement statement, int column) => Read(statement.Text(column)!);

    public static LocalDate? DayOrNull(this Statement statement, int column) => statement.Text(column) is { } text ? Read(text) : null;

    public static Statement Bind(this Statement statement, string name, LocalTime? time) => statement.Bind(name, time is { } known ? (known.Hour * MinutesAnHour) + known.Minute : (long?)null);

    public static LocalTime? TimeOrNull(this Statement statement, int column) => statement.IntOrNull(column) is { } minutes ? new LocalTime(minutes / MinutesAnHour, minutes % MinutesAnHour) : null;
}
