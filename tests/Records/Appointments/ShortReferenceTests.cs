using Assistant.Records.Appointments;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Records.Appointments;

public sealed class ShortReferenceTests
{
    [Fact]
    public void References_are_five_unmistakable_characters_and_use_the_whole_alphabet()
    {
        var ids = new RandomIds(SystemClock.Instance);
        HashSet<char> seen = [];
        HashSet<string> references = [];
        for (var n = 0; n < 2000; n++)
        {
            var reference = ShortReference.From(ids.Token());
            Assert.Equal(ShortReference.Length, reference.Length);
            Assert.Equal(reference, ShortReference.Read(reference));
            seen.UnionWith(reference);
            references.Add(reference);
        }
        Assert.Equal(20, seen.Count);
        Assert.DoesNotContain(seen, letter => "0O1I2Z5S6B8AEUYQ".Contains(letter, StringComparison.Ordinal));
        Assert.True(references.Count > 1980);
    }

    [Theory]
    [InlineData("k7mrc", "K7MRC")]
    [InlineData(" #K7 mr-c ", "K7MRC")]
    [InlineData("к7мрс", "K7MPC")]
    [InlineData("K7MR", null)]
    [InlineData("K7MRCC", null)]
    [InlineData("K7MRO", null)]
    [InlineData("", null)]
    public void What_people_type_is_read_in_any_case_with_spaces_or_in_Cyrillic(string typed, string? expected) => Assert.Equal(expected, ShortReference.Read(typed));
}
