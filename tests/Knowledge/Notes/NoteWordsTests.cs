using Assistant.Knowledge;
using Assistant.Knowledge.Notes;
using static Assistant.Tests.Knowledge.Notes.NoteSamples;

namespace Assistant.Tests.Knowledge.Notes;

/// <summary>What was talked about, agreed, felt and feared.</summary>
public class NoteWordsTests
{
    [Theory]
    [InlineData("eile kallaste juures tund aega ema oli segi nagu puder arutasime kooli", Lang.Et, "ema oli segi nagu puder")]
    [InlineData("вчера у поповых час дома отец был сам не свой говорили о школе", Lang.Ru, "отец был сам не свой")]
    [InlineData("yesterday at the rauds for an hour dad was a bundle of nerves we discussed school", Lang.En, "dad was a bundle of nerves")]
    public void How_somebody_was_is_a_mood_even_in_words_never_heard(string note, Lang lang, string mood) => Assert.Equal([mood], Texts(note, Read(note, lang).Mood));

    [Theory]
    [InlineData("eile kallaste juures tund aega ema oli soomes vanaema rääkis uudiseid", Lang.Et)]
    [InlineData("вчера у поповых час мама была на работе бабушка рассказала новости", Lang.Ru)]
    [InlineData("yesterday at the rauds for an hour mum was at the shop grandma told the news", Lang.En)]
    public void Where_somebody_was_is_no_mood(string note, Lang lang) => Assert.Empty(Read(note, lang).Mood);

    [Theory]
    [InlineData("eile luikede juures tund aega ema oli kodus rääkisime miks ei pea lapsele karjuma leppisime kokku et ema helistab kooli", Lang.Et, "miks ei pea lapsele karjuma")]
    [InlineData("eile luikede juures tund aega ema oli kodus rääkisime miks laps nutab õhtuti", Lang.Et, "miks laps nutab õhtuti")]
    [InlineData("eile luikede juures tund aega ema oli kodus rääkisime kuidas mitte olla lapsega kuri", Lang.Et, "kuidas mitte olla lapsega kuri")]
    [InlineData("вчера у поповых час мама была дома говорили почему сын злится по вечерам", Lang.Ru, "почему сын злится по вечерам")]
    [InlineData("yesterday at the rauds an hour mum was there we talked about why the boy is angry with the teacher", Lang.En, "why the boy is angry with the teacher")]
    public void What_was_asked_about_is_a_topic_in_whole_and_no_mood(string note, Lang lang, string topic)
    {
        Assert.Equal([topic], Texts(note, Read(note, lang).Topics));
        Assert.Empty(Read(note, lang).Mood);
    }

    [Theory]
    [InlineData("eile luikede juures tund aega rääkisime miks poiss koolist puudub ema oli mures", Lang.Et, "ema oli mures")]
    [InlineData("eile luikede juures tund aega arutasime kuidas koolis läheb laps rõõmus", Lang.Et, "laps rõõmus")]
    [InlineData("yesterday at the rauds an hour we talked about how school goes the boy was sad", Lang.En, "boy was sad")]
    public void Who_feels_something_after_what_was_asked_about_has_a_mood(string note, Lang lang, string mood) => Assert.Equal([mood], Texts(note, Read(note, lang).Mood));

    [Theory]
    [InlineData("eile luikede juures tund aega ema harjutasime hingamist", Lang.Et, "hingamist")]
    [InlineData("вчера у поповых час мама заполняли анкету", Lang.Ru, "анкету")]
    [InlineData("yesterday at the rauds an hour mum we practised breathing", Lang.En, "breathing")]
    public void What_was_done_together_is_what_the_visit_was_about(string note, Lang lang, string topic) => Assert.Equal([topic], Texts(note, Read(note, lang).Topics));

    [Theory]
    [InlineData("eile luikede juures tund aega ema rääkisime koolist ma uurin trennide kohta", Lang.Et, "ma uurin trennide kohta")]
    [InlineData("вчера у поповых час мама говорили о школе я узнаю про кружки", Lang.Ru, "я узнаю про кружки")]
    [InlineData("yesterday at the rauds an hour mum we talked about school i'll ask about clubs", Lang.En, "i'll ask about clubs")]
    [InlineData("yesterday at the rauds an hour mum we talked about school gran collects the boy", Lang.En, "gran collects the boy")]
    public void What_worker_or_family_will_do_is_an_agreement(string note, Lang lang, string agreement) => Assert.Equal([agreement], Texts(note, Read(note, lang).Agreements));

    [Theory]
    [InlineData("eile luikede juures tund aega ema rääkisime koolist kokkuleppeid ei teinud", Lang.Et)]
    [InlineData("вчера у поповых час мама говорили о школе договоренностей нет", Lang.Ru)]
    [InlineData("yesterday at the rauds an hour mum we talked about school nothing agreed", Lang.En)]
    public void Nothing_agreed_is_no_agreement(string note, Lang lang) => Assert.Empty(Read(note, lang).Agreements);

    [Theory]
    [InlineData("yesterday at the rauds an hour mum we agreed on the safety plan dad agreed", Lang.En)]
    [InlineData("yesterday at the rauds an hour we talked about school plan dad agreed", Lang.En)]
    [InlineData("eile luikede juures tund aega arutasime plaani ema oli nõus", Lang.Et)]
    [InlineData("вчера у поповых час говорили про план папа согласился", Lang.Ru)]
    [InlineData("вчера у поповых час обсудили школу план папа согласился", Lang.Ru)]
    public void That_somebody_agreed_puts_them_into_no_agreement_and_no_topic(string note, Lang lang)
    {
        var draft = Read(note, lang);
        Assert.DoesNotContain(Texts(note, [.. draft.Agreements, .. draft.Topics]), words => words.Contains("dad", StringComparison.Ordinal) || words.Contains("папа", StringComparison.Ordinal) || words.Contains("ema", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_that_was_talked_about_is_a_topic()
    {
        const string note = "вчера у поповых час говорили про план папа согласился";
        Assert.Equal(["про план"], Texts(note, Read(note, Lang.Ru).Topics));
    }

    [Theory]
    [InlineData("eile luikede juures tund aega rääkisime rahast ja koolist ei vabandust lasteaiast ja unest", Lang.Et, "rahast|lasteaiast ja unest")]
    [InlineData("eile luikede juures tund aega rääkisime koolist ei vabandust lasteaiast", Lang.Et, "lasteaiast")]
    [InlineData("eile luikede juures rääkisime koolist ei vabandust kella kolmest viieni", Lang.Et, "koolist")]
    [InlineData("вчера у поповых час говорили про школу ой нет про садик и деньги", Lang.Ru, "про садик и деньги")]
    [InlineData("yesterday at the rauds an hour we talked about school no sorry kindergarten and money", Lang.En, "kindergarten and money")]
    public void What_was_taken_back_is_no_topic_and_neither_are_the_words_that_took_it_back(string note, Lang lang, string topics)
    {
        var draft = Read(note, lang);
        Assert.Equal(topics.Split('|'), Texts(note, draft.Topics));
        Assert.DoesNotContain(Texts(note, draft.Told), told => told.Contains("vabandust", StringComparison.Ordinal) || told.Contains("ой нет", StringComparison.Ordinal) || told.Contains("sorry", StringComparison.Ordinal));
    }

    [Fact]
    public void Ordinary_words_that_may_take_back_stay_in_the_topic()
    {
        const string note = "yesterday at the rauds an hour we talked about saying sorry to his brother";
        Assert.Equal(["saying sorry to his brother"], Texts(note, Read(note, Lang.En).Topics));
    }

    [Theory]
    [InlineData("et")]
    [InlineData("ru")]
    [InlineData("en")]
    public void A_worry_the_rules_hear_stands_in_the_draft(string lang)
    {
        var code = Langs.Parse(lang);
        var lost = CorpusFile.Read(lang, "concern.txt").Where(row => row.Head == "!" && NoteReader.Default.Read(row.Text, code, NoteSamples.Now, NoteSamples.Families).SafetyConcern is null).Select(row => row.Text);
        Assert.Empty(lost);
    }

    [Theory]
    [InlineData("eile luikede juures tund aega isa üksinda kolme lapsega", Lang.Et)]
    [InlineData("eile luikede juures tund aega rääkisime koolist ema oli üsna löödud", Lang.Et)]
    [InlineData("yesterday at the rauds starting at two and lasting an hour mum and the baby", Lang.En)]
    public void Words_that_only_sound_like_a_worry_are_none(string note, Lang lang) => Assert.Null(Read(note, lang).SafetyConcern);
}
