using Assistant.Knowledge.Catalogue;

namespace Assistant.Tests.Knowledge.Catalogue;

public class HelplinesTests
{
    [Fact]
    public void Only_confirmed_numbers_are_shipped_each_with_source_and_review_date()
    {
        var lines = Helplines.Load();
        Assert.Equal(["112", "116 111", "116 006", "116 123"], lines.Select(line => line.Number));
        Assert.All(lines, line => Assert.True(line.Source.Length > 0 && line.ReviewBy > line.VerifiedOn));
    }

    [Fact]
    public void Hours_that_may_have_changed_are_not_told() => Assert.Null(Assert.Single(Helplines.Load(), line => line.Number == "116 123").Hours);
}
