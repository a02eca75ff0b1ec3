using Assistant.Records;
using Assistant.Records.Duty;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Assistant.Tests.Records.Duty;

public sealed class RosterTests
{
    private static readonly PersonId anne = Id(1), kai = Id(2), tiina = Id(3);
    private static readonly LocalDate monday = new(2026, 11, 23);

    private static readonly Roster roster = new(
    [
        Shift(kai, DutyRank.Second, IsoDayOfWeek.Monday, 9, 17), Shift(anne, DutyRank.First, IsoDayOfWeek.Monday, 9, 17), Shift(tiina, DutyRank.First, IsoDayOfWeek.Monday, 21, 7),
    ], []);

    private static PersonId Id(byte last) => new(new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last));

    private static DutyShift Shift(PersonId person, DutyRank rank, IsoDayOfWeek day, int from, int to) => new(Guid.CreateVersion7(), person, rank, day, new(from, 0), new(to, 0));

    [Theory]
    [InlineData(8, 59, "")]
    [InlineData(9, 0, "12")]
    [InlineData(16, 59, "12")]
    [InlineData(17, 0, "")]
    [InlineData(21, 0, "3")]
    [InlineData(23, 59, "3")]
    public void A_shift_includes_its_first_minute_and_not_its_last(int hour, int minute, string people) => Assert.Equal(people, Show(roster, monday.At(new(hour, minute))));

    [Fact]
    public void A_shift_over_midnight_is_of_the_day_it_began()
    {
        Assert.Equal("3", Show(roster, monday.PlusDays(1).At(new(6, 59))));
        Assert.Equal("", Show(roster, monday.PlusDays(1).At(new(7, 0))));
        // The night of Monday is not the night of Sunday.
        Assert.Equal("", Show(roster, monday.At(new(6, 59))));
        var ill = roster with { Exceptions = [new(monday, tiina, kai)] };
        Assert.Equal("2", Show(ill, monday.PlusDays(1).At(new(6, 59))));
    }

    [Fact]
    public void Who_is_ill_leaves_the_second_in_their_place() =>
        Assert.Equal("2", Show(roster with { Exceptions = [new(monday, anne, null)] }, monday.At(new(10, 0))));

    [Fact]
    public void Who_stands_in_takes_the_rank_and_nobody_is_asked_twice()
    {
        Assert.Equal("32", Show(roster with { Exceptions = [new(monday, anne, tiina)] }, monday.At(new(10, 0))));
        Assert.Equal("2", Show(roster with { Exceptions = [new(monday, anne, kai)] }, monday.At(new(10, 0))));
    }

    [Fact]
    public void Who_stands_in_may_be_ill_as_well_and_two_who_point_at_each_other_are_both_away()
    {
        Assert.Equal("2", Show(roster with { Exceptions = [new(monday, anne, tiina), new(monday, tiina, null)] }, monday.At(new(10, 0))));
        Assert.Equal("2", Show(roster with { Exceptions = [new(monday, anne, tiina), new(monday, tiina, anne)] }, monday.At(new(10, 0))));
    }

    [Fact]
    public void Another_week_goes_as_always() => Assert.Equal("12", Show(roster with { Exceptions = [new(monday, anne, null)] }, monday.PlusDays(7).At(new(10, 0))));

    [Fact]
    public void The_next_shift_is_found_and_one_nobody_works_is_passed_over()
    {
        Assert.Equal(monday.At(new(9, 0)), roster.Next(monday.PlusDays(-2).At(new(12, 0))));
        Assert.Equal(monday.At(new(21, 0)), (roster with { Exceptions = [new(monday, anne, null), new(monday, kai, null)] }).Next(monday.At(new(8, 0))));
        Assert.Null(Roster.Empty.Next(monday.At(new(8, 0))));
    }

    [Fact]
    public void Nobody_who_is_away_and_nobody_twice_is_ever_asked() => Prop.ForAll<int[], int[], int>((shifts, away, when) =>
    {
        var made = new Roster(
            [.. shifts.Select(n => (uint)n).Select(n => Shift(Id((byte)(1 + n % 3)), (DutyRank)(n / 3 % 2), (IsoDayOfWeek)(1 + n / 6 % 7), (int)(n / 42 % 24), (int)(n / 1008 % 24)))],
            [.. away.Select(n => (uint)n).Select(n => new DutyException(monday.PlusDays((int)(n % 3)), Id((byte)(1 + n / 3 % 3)), n / 9 % 2 == 0 ? null : Id((byte)(1 + n / 18 % 3))))]);
        var time = monday.AtMidnight().PlusMinutes((int)((uint)when % 5000));
        var asked = made.At(time);
        return asked.Distinct().Count() == asked.Length
            && asked.All(person => made.Exceptions.LastOrDefault(change => change.Date == time.Date && change.Away == person) is null
                || made.Exceptions.All(change => change.Date != time.Date.PlusDays(-1) || change.Away != person));
    }).QuickCheckThrowOnFailure();

    private static string Show(Roster roster, LocalDateTime time) => string.Concat(roster.At(time).Select(person => person.Value.ToString("N")[^1]));
}
