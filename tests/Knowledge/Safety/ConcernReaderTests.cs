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

    /// <summary>Clauses that stand near danger ("he hit the ball") and worries as workers say them; a few are let go on both sides.</summary>
    [Theory, InlineData("et"), InlineData("ru"), InlineData("en")]
    public void Clauses_near_danger_raise_none_and_worries_are_seen(string lang)
    {
        const double right = 0.99;
        List<(string Head, string Text)> clauses = [.. CorpusFile.Read(lang, "worries.txt")];
        var wrong = clauses.Where(c => ConcernReader.Default.Read(c.Text, Langs.Parse(lang)).IsConcern != (c.Head == "!")).Select(c => c.Text).ToList();
        Assert.True(wrong.Count <= clauses.Count * (1 - right), string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("she is being bullied", Lang.En, true)]
    [InlineData("the boy has been bullied at school since autumn", Lang.En, true)]
    [InlineData("he is getting bullied on the bus", Lang.En, true)]
    [InlineData("he is not being bullied any more", Lang.En, false)]
    [InlineData("tüdrukut kiusatakse koolis", Lang.Et, true)]
    [InlineData("poissi on klassis kiusatud", Lang.Et, true)]
    [InlineData("klassikaaslased kiusavad teda", Lang.Et, true)]
    [InlineData("teda enam ei kiusata", Lang.Et, false)]
    [InlineData("сына травят в школе", Lang.Ru, true)]
    [InlineData("его травили одноклассники", Lang.Ru, true)]
    [InlineData("травили тараканов на кухне", Lang.Ru, false)]
    [InlineData("никто его больше не травит", Lang.Ru, false)]
    public void That_a_child_is_bullied_is_a_worry(string note, Lang lang, bool isWorry) => Assert.Equal(isWorry, ConcernReader.Default.Read(note, lang).IsConcern);

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
