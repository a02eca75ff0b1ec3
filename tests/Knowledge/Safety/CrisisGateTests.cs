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
        // One in twenty may be asked softly in vain: danger said outright beside a question about help is never silence.
        Assert.InRange(cases.Count(c => !Read(c.Text, lang).IsCrisis) / (double)cases.Count, 0.95, 1);
        Assert.InRange(cases.Count(c => Read(c.Text, lang).Level <= CrisisLevel.Implied) / (double)cases.Count, 0.98, 1);
    }

    [Theory]
    [InlineData("mu tütar tahab surra, kas tugiisik aitab?")]
    [InlineData("mees lööb lapsi. kas te aitate?")]
    [InlineData("mees läks vägivaldseks ja lapsed on toas mis teha")]
    [InlineData("сын хочет умереть, вы помогаете?")]
    [InlineData("муж стал агрессивным и дети в комнате что делать")]
    [InlineData("my husband hits the kids. do you help?")]
    [InlineData("my partner is violent, how can i get a support person")]
    public void Danger_said_beside_a_question_about_help_is_asked_about(string text) => Assert.True(CrisisGate.Default.Read(text).IsCrisis);

    /// <summary>None of these was learnt from.</summary>
    private static readonly (string Lang, string[] Texts)[] everyday =
    [
        ("et", ["mul on uksekaart veel käes", "mul on keskuse võti veel alles, kuhu selle toon", "panin ukse lukku ja võtme postkasti", "uks jäi lukku ja me ei saanud sisse", "auto läks katki ja jään hiljaks", "kas ma pean ise noa kaasa võtma kokanduspäevale", "lõikasin leiba ja nuga oli nüri", "mul on bussikaart kadunud", "jätsin kaardi lauale, kas keegi leidis selle", "laps sõidab autoga vanaema juurde", "mul on teie raamat veel käes"]),
        ("ru", ["у меня ещё карта от двери", "ключ от центра всё ещё у меня", "я закрыла дверь и оставила ключ в ящике", "дверь захлопнулась и мы не попали внутрь", "машина сломалась, я опоздаю", "нужно ли взять с собой нож на кулинарное занятие", "нож тупой, режу им хлеб", "я потеряла проездную карту", "оставил карточку на столе, никто не находил", "ребёнок едет на машине к бабушке"]),
        ("en", ["I still have the door card", "I still have the key of the centre, where do I bring it", "I locked the door and left the key in the box", "the door was locked and we could not get in", "the car broke down, I will be late", "do I have to bring a knife to the cooking day", "the knife is blunt, I cut bread with it", "I lost my bus card", "I left my card on the table, did anyone find it", "the child goes by car to grandma"]),
    ];

    [Fact]
    public void Keys_cards_doors_cars_and_kitchen_knives_are_hardly_ever_asked_about()
    {
        string[] asked = [.. everyday.SelectMany(one => one.Texts.Where(text => Read(text, one.Lang).IsCrisis))];
        // Two of three once were.
        Assert.InRange(asked.Length, 0, everyday.Sum(one => one.Texts.Length) / 5);
        Assert.DoesNotContain("mul on uksekaart veel käes", asked);
    }

    [Theory]
    [InlineData("tütar läks koera otsima ja on kadunud")]
    [InlineData("my daughter is missing, she went out to walk the dog")]
    public void A_pet_beside_a_missing_child_takes_nothing_back(string text) => Assert.True(CrisisGate.Default.Read(text).IsCrisis);

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
    [InlineData("the stairs of that tower nearly killed me but what a view, we had cocoa and cake with the other families", Lang.En)]
    [InlineData("see trepp tappis mu ära aga torni otsast oli ilus vaade ja jõime lastega kakaod", Lang.Et)]
    [InlineData("этот пирог меня убил, соседка дала рецепт, объедение", Lang.Ru)]
    public void A_rule_is_doubted_where_all_else_sounds_like_no_danger(string text, Lang lang)
    {
        // Words of danger now are still asked about, softly; all others are let go.
        var ruled = CrisisGate.Default.ReadNote(text, lang);
        Assert.True(ruled.IsCrisis);
        Assert.Equal(ruled.Level == CrisisLevel.Now ? CrisisLevel.Implied : CrisisLevel.None, CrisisGate.Default.Read(text, lang).Level);
    }

    [Theory]
    [InlineData("kuulen võtmeid ukses ja lapsed jooksevad vannituppa peitu", Lang.Et)]
    [InlineData("как слышу его шаги так и прячу детей к соседке", Lang.Ru)]
    public void What_no_rule_names_is_met_with_the_soft_question(string text, Lang lang)
    {
        Assert.False(CrisisGate.Default.ReadNote(text, lang).IsCrisis);
        Assert.Equal(CrisisLevel.Implied, CrisisGate.Default.Read(text, lang).Level);
    }

    [Theory]
    [InlineData("Visited the family on Tuesday from three to half past four, both children and the mother at home. We filled in the benefit form, agreed on the speech therapist and the summer camp. Mother said that father hits her. Next visit in two weeks.")]
    [InlineData("Külastus teisipäeval kella kolmest poole viieni, kodus ema ja lapsed. Täitsime toetuse vormi, leppisime kokku logopeedi ja suvelaagri. Ema ütles et isa peksab teda. Järgmine kord kahe nädala pärast.")]
    public void One_clause_of_a_long_note_is_enough(string note) => Assert.Equal(CrisisLevel.Now, CrisisGate.Default.ReadNote(note).Level);

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
