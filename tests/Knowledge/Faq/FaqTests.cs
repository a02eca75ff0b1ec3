using Assistant.Knowledge;
using Assistant.Knowledge.Faq;
using Assistant.Knowledge.Questions;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Knowledge.Faq;

[Collection(Alone.Name)]
public class FaqTests
{
    /// <summary>Longest answer in a chat, in characters.</summary>
    private const int LongestAnswer = 260;

    /// <summary>Longest title that fits on a button of a small phone, in characters.</summary>
    private const int LongestTitle = 40;

    [Theory, InlineData("et"), InlineData("ru"), InlineData("en")]
    public void Questions_find_their_answer(string lang)
    {
        var cases = CorpusFile.Read(lang, "faq.txt").Select(c => (Right: c.Head.Split(','), Ranking: FaqMatcher.Default.Read(c.Text, Langs.Parse(lang)).Ranking)).ToList();
        Assert.InRange(cases.Count(c => c.Right.Contains(c.Ranking[0])) / (double)cases.Count, 0.93, 1);
        Assert.InRange(cases.Count(c => c.Ranking.Take(3).Any(c.Right.Contains)) / (double)cases.Count, 0.97, 1);
    }

    [Theory]
    [InlineData("aga kui palju see maksab?", Lang.Et, "support-person", "support_person.cost")]
    [InlineData("а где это проходит?", Lang.Ru, "family-counselling", "family_counselling.where")]
    [InlineData("and how often?", Lang.En, "support-group", "support_group.how_often")]
    public void A_follow_up_is_about_the_service_talked_about_last(string question, Lang lang, string last, string label) =>
        Assert.Equal(label, FaqMatcher.Default.Read(question, lang, last).Ranking[0]);

    [Theory]
    [InlineData("kas nõustamine on tasuta?", Lang.Et, "family-counselling")]
    [InlineData("кто решает, дадут ли тугиисика?", Lang.Ru, "support-person")]
    [InlineData("who decides whether I get into the group?", Lang.En, "support-group")]
    public void The_service_a_question_names_is_remembered_by_its_catalogue_id(string question, Lang lang, string service) =>
        Assert.Equal(service, FaqMatcher.Default.Read(question, lang).Service);

    [Theory]
    [InlineData("elame linnast väljas, mees on tööta ja auto läks katki, buss käib kaks korda päevas, nii et kus see nõustamine toimub", Lang.Et, "family_counselling.where")]
    [InlineData("сын третий месяц не ходит в школу, муж на заработках, денег мало, и мне посоветовали группу, так вот по каким дням она собирается", Lang.Ru, "support_group.when")]
    [InlineData("my sister lives abroad, the bills keep coming and the kids are home all summer, so how long would a support person be with us", Lang.En, "support_person.how_long")]
    public void A_story_is_answered_by_the_question_at_its_end(string story, Lang lang, string label) => Assert.Equal(label, FaqMatcher.Default.Read(story, lang).Ranking[0]);

    [Theory]
    [InlineData("сколько длится одна консультация", Lang.Ru, "family_counselling.length")]
    [InlineData("can i join the group halfway", Lang.En, "support_group.closed")]
    public void A_service_named_inside_a_phrase_is_still_named(string question, Lang lang, string label) => Assert.Equal(label, FaqMatcher.Default.Read(question, lang).Ranking[0]);

    [Fact]
    public void Danger_is_never_answered_with_a_text()
    {
        Assert.Equal(FaqDecision.Crisis, FaqMatcher.Default.Read("mees peksab mind, kas tugiisik aitab?", Lang.Et).Decision);
        Assert.IsType<QuestionReading.NoQuestion>(FaqQuestions.Default.Read("mees peksab mind, kas tugiisik aitab?", Lang.Et, null));
    }

    [Fact]
    public void Another_office_is_named_plainly() => Assert.Equal("out_of_scope", Assert.IsType<QuestionReading.Elsewhere>(FaqQuestions.Default.Read("kuidas ma passi uuendan?", Lang.Et, null)).Answer.Label);

    [Theory]
    [InlineData("kui tihti see toimub?", Lang.Et)]
    [InlineData("как долго это длится?", Lang.Ru)]
    [InlineData("how often does it happen?", Lang.En)]
    public void A_question_that_may_mean_several_things_has_a_few_suggestions(string question, Lang lang)
    {
        var near = Assert.IsType<QuestionReading.Unsure>(FaqQuestions.Default.Read(question, lang, null)).Suggestions;
        Assert.InRange(near.Length, 1, 3);
        Assert.All(near, answer => Assert.InRange(answer.Title.Length, 5, LongestTitle));
    }

    [Fact]
    public void What_nothing_comes_near_has_no_suggestions() =>
        Assert.Empty(Assert.IsType<QuestionReading.Unsure>(FaqQuestions.Default.Read("xyzzy plugh?", Lang.Et, "support-group")).Suggestions);


    [Theory]
    [InlineData("jah")]
    [InlineData("kolmapäeval kell 17")]
    [InlineData("+372 5555 0000")]
    [InlineData("poiss ei taha magada ja ma olen väsinud")]
    public void What_asks_nothing_gets_no_answer(string text) => Assert.IsType<QuestionReading.NoQuestion>(FaqQuestions.Default.Read(text, Lang.Et, null));

    [Fact]
    public void Every_answer_exists_in_every_language_is_short_and_names_its_source()
    {
        Assert.Equal(FaqMatcher.Default.Labels.Count * Langs.All.Count, FaqQuestions.Default.Articles.Count());
        Assert.All(FaqQuestions.Default.Articles, article =>
        {
            Assert.NotEmpty(article.Source);
            Assert.InRange(article.Text.Length, 20, LongestAnswer);
            Assert.InRange(article.Text.Count(c => c is '.' or '?' or '!'), 1, 2 + article.Text.Count(char.IsDigit));
        });
    }

    [Fact]
    public void Any_text_is_ranked_without_a_fault() => HostileTexts.Check(text =>
        Assert.Equal(FaqMatcher.Default.Labels.Count + 1, FaqMatcher.Default.Read(text).Ranking.Distinct().Count()));

    [Theory, InlineData("tugiisik maksab "), InlineData("ааааб "), InlineData("x")]
    public void Ten_times_the_question_costs_about_ten_times_the_time(string part) => HostileTexts.AssertLinear(part, text => FaqMatcher.Default.Read(text));
}
