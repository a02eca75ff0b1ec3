using Assistant.Knowledge;
using Assistant.Knowledge.Safety;

namespace Assistant.Tests.Knowledge.Safety;

public class ConcernReaderTests
{
    [Theory, InlineData("et"), InlineData("ru"), InlineData("en")]
    public void A_worry_in_a_note_is_seen_and_a_quiet_visit_raises_none(string lang)
    {
        var wrong = CorpusFile.Read(lang, "concern.txt").Where(c => ConcernReader.Default.Read(c.Text, Langs.Parse(lang)).IsConcern != (c.Head == "!")).Select(c => c.Text);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("ema ja laps kodus turvalisusega kõik korras")]
    [InlineData("с безопасностью всё в порядке")]
    [InlineData("no safety concerns today")]
    public void A_note_that_says_all_is_safe_says_so(string note) => Assert.True(ConcernReader.Default.Read(note).SaidSafe);

    [Fact]
    public void The_words_that_worry_are_kept_as_evidence()
    {
        const string note = "lapsel olid kätel sinikad ja isa oli purjus";
        Assert.Equal(["sinikad", "purjus"], ConcernReader.Default.Read(note).Concerns.Select(c => note[c.Start..c.End]));
    }
}
