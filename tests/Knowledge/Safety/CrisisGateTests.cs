using Assistant.Knowledge;
using Assistant.Knowledge.Safety;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.Knowledge.Safety;

[Collection(Alone.Name)]
public class CrisisGateTests
{
    [Theory, InlineData("et"), InlineData("ru"), InlineData("en")]
    public void Danger_said_outright_is_always_answered_with_a_helpline(string lang)
    {
        var missed = CorpusFile.Read(lang, "crisis.txt").Where(c => c.Head[0] == '!' && Read(c.Text, lang).Level < CrisisLevel.Implied).Select(c => c.Text);
        Assert.Empty(missed);
    }

    [Theory, InlineData("et"), InlineData("ru"), InlineData("en")]
    public void Danger_meant_is_nearly_always_met_with_a_soft_question_at_least(string lang)
    {
        var cases = CorpusFile.Read(lang, "crisis.txt").Where(c => c.Head[0] == '?').ToList();
        Assert.InRange(cases.Count(c => Read(c.Text, lang).IsCrisis) / (double)cases.Count, 0.97, 1);
    }

    [Theory, InlineData("et"), InlineData("ru"), InlineData("en")]
    public void Idioms_films_the_past_and_questions_raise_no_alarm(string lang)
    {
        var cases = CorpusFile.Read(lang, "crisis.txt").Where(c => c.Head[0] == '-').ToList();
        Assert.InRange(cases.Count(c => !Read(c.Text, lang).IsCrisis) / (double)cases.Count, 0.97, 1);
    }

    [Theory, InlineData("et"), InlineData("ru"), InlineData("en")]
    public void The_kind_of_danger_is_told_apart(string lang)
    {
        var cases = CorpusFile.Read(lang, "crisis.txt").Where(c => c.Head[0] is '!' or '?').ToList();
        Assert.InRange(cases.Count(c => Read(c.Text, lang).Kind == Kind(c.Head)) / (double)cases.Count, 0.95, 1);
    }

    [Theory]
    [InlineData("он меня бьет помогите palun aidake")]
    [InlineData("my mees lööb mind")]
    [InlineData("muzh menya bjet")]
    public void Mixed_languages_and_latin_spelling_are_read(string text) => Assert.Equal(CrisisLevel.Now, CrisisGate.Default.Read(text).Level);

    [Theory]
    [InlineData("mees peksab mind", "peksab mind")]
    [InlineData("Tere! Ma tahan SURRA, aidake.", "tahan SURRA")]
    public void The_evidence_is_what_was_said(string text, string evidence)
    {
        var reading = CrisisGate.Default.Read(text);
        Assert.Equal(evidence, text[reading.Start..reading.End]);
    }

    [Fact]
    public void Any_text_is_read_without_a_fault_and_the_evidence_lies_inside_it() => HostileTexts.Check(text =>
    {
        var reading = CrisisGate.Default.Read(text);
        Assert.InRange(reading.Start, 0, reading.End);
        Assert.InRange(reading.End, 0, text.Length);
        Assert.Equal(reading.IsCrisis, reading.Kind != CrisisKind.None);
        var concerns = ConcernReader.Default.Read(text);
        Assert.All(concerns.Concerns, c => Assert.True(c.Start >= 0 && c.Start < c.End && c.End <= text.Length));
    });

    [Theory]
    [InlineData("ei ta lööb mind ja ")]
    [InlineData("a")]
    [InlineData("killkill ")]
    [InlineData("не хочу жить ")]
    [InlineData("ei ei ei. ")]
    public void Ten_times_the_text_costs_about_ten_times_the_time(string part) => HostileTexts.AssertLinear(part, text => CrisisGate.Default.Read(text));

    private static CrisisReading Read(string text, string lang) => CrisisGate.Default.Read(text, Langs.Parse(lang));

    private static CrisisKind Kind(string head) => head.Split(' ')[1] switch { "child" => CrisisKind.ChildInDanger, "self" => CrisisKind.SelfHarm, _ => CrisisKind.ViolenceAtHome };
}
