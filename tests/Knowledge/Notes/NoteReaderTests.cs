using System.Text.Json;
using Assistant.Knowledge;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Notes.Names;
using Assistant.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Tests.Knowledge.Notes;

[Collection(Alone.Name)]
public class NoteReaderTests
{
    private static readonly LocalDateTime now = new(2027, 2, 9, 18, 5);
    private static readonly FamilyLinker families = new(["Kallas", "Luik", "Popov", "Raud"]);

    private static NoteDraft Read(string note, Lang lang = Lang.Et) => NoteReader.Default.Read(note, lang, now, families);

    private static IEnumerable<string> Texts(string note, IEnumerable<Span> spans) => spans.Select(span => note.Substring(span.Start, span.Length));

    [Theory]
    [InlineData("et")]
    [InlineData("ru")]
    [InlineData("en")]
    public void Most_notes_come_out_right_and_hardly_anything_is_invented(string lang)
    {
        const double fewestRight = 0.93, mostInvented = 0.01;
        var score = new NoteScore();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", "notes", lang + ".jsonl"))) score.Add(line);
        Assert.True(score.Right >= fewestRight * score.Fields, $"{score.Right} of {score.Fields} right:\n{score.Wrong}");
        Assert.True(score.Invented <= mostInvented * score.Fields, $"{score.Invented} invented:\n{score.Wrong}");
    }

    [Theory]
    [InlineData("et")]
    [InlineData("ru")]
    [InlineData("en")]
    public void However_a_note_is_put_together_it_comes_out_right(string lang)
    {
        const int notes = 330;
        const double fewestRight = 0.965, mostInvented = 0.005;
        var score = new NoteScore();
        foreach (var line in NoteMaker.Make(lang, notes)) score.Add(line);
        Assert.True(score.Right >= fewestRight * score.Fields, $"{score.Right} of {score.Fields} right:\n{score.Wrong}");
        Assert.True(score.Invented <= mostInvented * score.Fields, $"{score.Invented} invented:\n{score.Wrong}");
    }

    [Fact]
    public void A_correction_takes_back_the_day_before_it()
    {
        var draft = Read("käisin kallaste juures reedel ei vabandust neljapäeval kell kaks");
        Assert.Equal(new LocalDate(2027, 2, 4), draft.VisitDate?.Value);
        Assert.Equal(new LocalTime(14, 0), draft.Start?.Value);
    }

    [Fact]
    public void A_correction_takes_back_the_family_before_it() => Assert.Equal("Luik", Read("olin kallaste juures ei vabandust luikede juures tund aega")?.Family?.Value);

    [Theory]
    [InlineData("kallaste juures täna kodus ema leppisime et laps tõuseb iga päev kell seitse", Lang.Et)]
    [InlineData("сегодня у поповых дома мама договорились что сын приходит каждый день к восьми", Lang.Ru)]
    [InlineData("raud family today at home mum the goal is that the boy is in bed by nine every night", Lang.En)]
    public void Habits_and_goals_are_no_times_of_the_visit(string note, Lang lang)
    {
        var draft = Read(note, lang);
        Assert.Null(draft.Start);
        Assert.Null(draft.End);
        Assert.Null(draft.Next);
        Assert.Single(draft.Agreements);
    }

    [Theory]
    [InlineData("täna kallaste juures kodus ema isa ei olnud", Lang.Et)]
    [InlineData("сегодня у поповых дома мама папы не было", Lang.Ru)]
    [InlineData("raud family today at home mum dad was not there", Lang.En)]
    public void Who_was_away_is_not_present(string note, Lang lang) => Assert.Equal("mother", Assert.Single(Read(note, lang).Present).Role);

    [Fact]
    public void Times_that_do_not_agree_are_flagged_and_kept_as_said()
    {
        var draft = Read("täna luikede juures kell kaks kuni kolm kestis kaks tundi");
        Assert.Contains(NoteProblem.TimesContradict, draft.Problems);
        Assert.Equal((new LocalTime(15, 0), 120), (draft.End!.Value, draft.DurationMinutes!.Value));
    }

    [Fact]
    public void The_end_is_reckoned_from_start_and_length_and_says_so()
    {
        var draft = Read("täna luikede juures kell kaks poolteist tundi ema");
        Assert.Equal(new LocalTime(15, 30), draft.End?.Value);
        Assert.True(draft.End?.IsDerived);
    }

    [Fact]
    public void Same_time_is_the_time_of_this_visit() =>
        Assert.Equal(new NextVisit(new(2027, 2, 15), new LocalTime(16, 0), null), Read("täna kallaste juures kell neli ema järgmine kord esmaspäeval samal kellaajal").Next?.Value);

    [Fact]
    public void Writing_up_is_counted_apart()
    {
        var draft = Read("täna kallaste juures kella neljast viieni ema dokumenteerimine veerand tundi");
        Assert.Equal((60, 15), (draft.DurationMinutes?.Value, draft.DocumentationMinutes?.Value));
    }

    [Fact]
    public void What_was_not_said_stays_empty()
    {
        var draft = Read("kallase ema helistas");
        Assert.Null(draft.VisitDate);
        Assert.Null(draft.Start);
        Assert.Null(draft.DurationMinutes);
        Assert.Null(draft.Next);
        Assert.Empty(draft.Topics);
        Assert.Empty(draft.Agreements);
    }

    [Fact]
    public void Every_field_carries_the_words_it_was_read_from()
    {
        const string note = "eile luikede juures kell kaks kuni kolm kodus ema teema kooliraskused";
        var draft = Read(note);
        Assert.Equal(["eile", "kodus"], Texts(note, [draft.VisitDate!.Source, draft.Place!.Source]));
        Assert.Equal(["kooliraskused"], Texts(note, draft.Topics));
    }

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
    [InlineData("eile kallaste juures tund aega ema ja poeg tulen nende juurde jälle kaheksateistkümnendal veebruaril kell kolm", Lang.Et)]
    [InlineData("вчера у поповых час мама и сын восемнадцатого февраля в три снова встреча", Lang.Ru)]
    [InlineData("yesterday at the rauds an hour mum and the boy i shall call on them on the eighteenth of february at three", Lang.En)]
    public void A_day_and_an_hour_that_the_worker_goes_there_is_the_next_visit(string note, Lang lang) =>
        Assert.Equal(new NextVisit(new(2027, 2, 18), new LocalTime(15, 0), null), Read(note, lang).Next?.Value);

    [Theory]
    [InlineData("eile luikede juures tund aega ema teema kool tuju hea viieteistkümnendal veebruaril kell neli", Lang.Et)]
    [InlineData("вчера у поповых час мама тема школа мама довольна пятнадцатого февраля в четыре", Lang.Ru)]
    [InlineData("yesterday at the rauds an hour mum topic school mum pleased fifteenth of february at four", Lang.En)]
    [InlineData("eile luikede juures tund aega ema esmaspäeval kell neli näeme jälle", Lang.Et)]
    [InlineData("вчера у поповых час мама в понедельник в четыре увидимся", Lang.Ru)]
    [InlineData("yesterday at the rauds an hour mum on monday at four i'm going there", Lang.En)]
    public void A_day_ahead_and_an_hour_said_last_or_before_the_verb_are_the_next_visit(string note, Lang lang) =>
        Assert.Equal(new NextVisit(new(2027, 2, 15), new LocalTime(16, 0), null), Read(note, lang).Next?.Value);

    [Theory]
    [InlineData("eile luikede juures tund aega ema leppisime et lähme koos panka reedel", Lang.Et)]
    [InlineData("yesterday at the rauds an hour mum we agreed they will try the bank on friday", Lang.En)]
    public void To_go_somewhere_else_is_an_agreement_and_no_next_visit(string note, Lang lang)
    {
        Assert.Null(Read(note, lang).Next);
        Assert.Single(Read(note, lang).Agreements);
    }

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
    [InlineData("eile luikede juures tund aega ema järgmine kord pole veel teada helistan emale reedel", Lang.Et)]
    [InlineData("yesterday at the rauds an hour mum next visit not yet set mum will ring me friday", Lang.En)]
    public void A_next_visit_said_to_be_open_stays_open(string note, Lang lang) => Assert.Null(Read(note, lang).Next);

    [Theory]
    [InlineData("eile luikede juures vestlesime vanaema ja pojaga koolist", Lang.Et, "koolist")]
    [InlineData("вчера у поповых беседовали с бабушкой и внуком про кружки", Lang.Ru, "про кружки")]
    public void With_whom_it_was_talked_is_who_was_there_and_no_topic(string note, Lang lang, string topic)
    {
        var draft = Read(note, lang);
        Assert.Equal(["child", "grandmother"], draft.Present.Select(person => person.Role).Order());
        Assert.Equal([topic], Texts(note, draft.Topics));
    }

    [Fact]
    public void What_was_planned_is_no_time_of_the_visit() =>
        Assert.Equal(new LocalTime(14, 30), Read("raud family today was supposed to be at two but we started at half past two mum", Lang.En).Start?.Value);

    [Theory]
    [InlineData("et")]
    [InlineData("ru")]
    [InlineData("en")]
    public void A_worry_the_rules_hear_stands_in_the_draft(string lang)
    {
        var code = Langs.Parse(lang);
        var lost = CorpusFile.Read(lang, "concern.txt").Where(row => row.Head == "!" && NoteReader.Default.Read(row.Text, code, now, families).SafetyConcern is null).Select(row => row.Text);
        Assert.Empty(lost);
    }

    [Theory]
    [InlineData("eile luikede juures tund aega isa üksinda kolme lapsega", Lang.Et)]
    [InlineData("eile luikede juures tund aega rääkisime koolist ema oli üsna löödud", Lang.Et)]
    [InlineData("yesterday at the rauds starting at two and lasting an hour mum and the baby", Lang.En)]
    public void Words_that_only_sound_like_a_worry_are_none(string note, Lang lang) => Assert.Null(Read(note, lang).SafetyConcern);

    [Theory]
    [InlineData("eile luikede juures alustasime pool viis lõpetasime kuus", Lang.Et, 16, 30, 18, 0)]
    [InlineData("eile luikede juures kell kuusteist kuni kell seitseteist viis kodus", Lang.Et, 16, 0, 17, 5)]
    [InlineData("вчера у поповых с двенадцати тридцати до часу сорока дома", Lang.Ru, 12, 30, 13, 40)]
    [InlineData("вчера вечером у поповых дома с семи до восьми", Lang.Ru, 19, 0, 20, 0)]
    [InlineData("вчера у поповых дома в одиннадцать сорок минут были с мамой", Lang.Ru, 11, 0, 11, 40)]
    [InlineData("yesterday at the rauds came in at four left at ten past six", Lang.En, 16, 0, 18, 10)]
    [InlineData("rauds on monday february eighth sixteen forty five to eighteen hundred", Lang.En, 16, 45, 18, 0)]
    public void Hours_are_read_from_what_stands_beside_them(string note, Lang lang, int hour, int minute, int endHour, int endMinute)
    {
        var draft = Read(note, lang);
        Assert.Equal((new LocalTime(hour, minute), new LocalTime(endHour, endMinute)), (draft.Start!.Value, draft.End!.Value));
    }

    [Theory]
    [InlineData("eile luikede juures tund aega ema poissi ennast ei kutsutud", Lang.Et)]
    [InlineData("вчера у поповых час дома мама подросток из комнаты не вышел", Lang.Ru)]
    [InlineData("yesterday at the rauds an hour mum the teenager stayed in his room", Lang.En)]
    public void Who_stayed_away_is_not_present(string note, Lang lang) => Assert.Equal("mother", Assert.Single(Read(note, lang).Present).Role);

    [Theory]
    [InlineData("raudade kohtumine jääb ära leppisime et saame kokku kolmapäeval kell üksteist", Lang.Et, VisitOutcome.Cancelled)]
    [InlineData("встреча с поповыми не состоится договорились по телефону что увидимся в среду в одиннадцать", Lang.Ru, VisitOutcome.Cancelled)]
    [InlineData("today's meeting with the rauds is off we agreed on the phone to meet next wednesday at eleven", Lang.En, VisitOutcome.Cancelled)]
    [InlineData("mrs raud was due at the office at four but never turned up", Lang.En, VisitOutcome.NoContact)]
    public void A_visit_that_failed_is_none_whatever_was_agreed_instead(string note, Lang lang, VisitOutcome outcome)
    {
        var draft = Read(note, lang);
        Assert.Equal(outcome, draft.Outcome?.Value);
        Assert.Empty(draft.Agreements);
        Assert.Null(draft.Place);
    }

    [Fact]
    public void An_hour_after_a_month_is_no_year() =>
        Assert.Equal(new NextVisit(new(2027, 2, 25), new LocalTime(15, 15), null), Read("raud family today an hour mum next visit twenty fifth february fifteen fifteen", Lang.En).Next?.Value);

    [Fact]
    public void Russian_in_Latin_letters_is_read_as_Russian()
    {
        const string note = "vchera u popovyh doma chas mama i dochka govorili pro druzhbu mama ustala sledujuschij vizit vosemnadtsatogo fevralja v tri";
        var draft = Read(note, Lang.Ru);
        Assert.Equal(["mother", "child"], draft.Present.Select(person => person.Role));
        Assert.Equal(["pro druzhbu", "mama ustala"], Texts(note, draft.Topics.Concat(draft.Mood)));
        Assert.Equal(new LocalDate(2027, 2, 18), draft.Next?.Value.Date);
    }

    [Theory]
    [InlineData("kallas zoomis täna kella kolmest neljani ema", "Kallas")]
    [InlineData("täna hoolduspere juures tund aega", null)]
    [InlineData("täna luigepere juures tund aega", "Luik")]
    public void A_name_as_heading_or_glued_to_its_family_is_a_name(string note, string? family) => Assert.Equal(family, Read(note).Family?.Value);

    [Theory]
    [InlineData("täna käisin luikede juures kella kahest kolmeni kodus olid ema ja laps", true)]
    [InlineData("сегодня была у поповых час дома мама", true)]
    [InlineData("kas teenus on tasuta ja kui kaua peab ootama", false)]
    [InlineData("tere", false)]
    [InlineData("soovin aega broneerida reedel kell kolm", false)]
    public void A_note_is_told_from_other_messages(string message, bool expected) => Assert.Equal(expected, NoteReader.Default.LooksLikeNote(message, null, now, families));

    [Fact]
    public void Whatever_is_dictated_the_spans_lie_within_it()
    {
        var pieces = Gen.Elements("käisin", "kell", "kolm", "ei vabandust", "ema", "teema", "leppisime et", "järgmine kord", "samal ajal", "tund", "kestis", "kolmeni", "isa ei olnud", "rääkisime viis minutit", "\ud800", "—", "у", "31. veebruar", "oli", "väsinud", "aga", "täna", "ütles et");
        var notes = pieces.ListOf().Select(list => string.Join(' ', list));
        Prop.ForAll(notes.ToArbitrary(), note =>
        {
            var draft = Read(note);
            return draft.Topics.Concat(draft.Agreements).Concat(draft.Mood).Append(draft.VisitDate?.Source ?? default).Append(draft.Start?.Source ?? default).All(span => span.Start >= 0 && span.Start + span.Length <= note.Length);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("ema ")]
    [InlineData("kell kolm ei neli ")]
    [InlineData("rääkisime tund ")]
    [InlineData("järgmine kord teisipäeval ")]
    public void Time_grows_with_the_note_alone(string piece)
    {
        const int small = 1_000, large = 10_000, rounds = 15;
        // Quadratic work would be near ten times as much.
        const double generous = 6;
        string Repeat(int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
        double Best(string note) => ThreadTime.Best(rounds, () => Read(note));
        Best(Repeat(small));
        Best(Repeat(large));
        Assert.True(Best(Repeat(large)) < Best(Repeat(small)) * (large / small) * generous);
    }
}

/// <summary>Compares drafts with the corpus: stated fields exactly, derived ones may be missing, spans by their words.</summary>
internal sealed class NoteScore
{
    private const double SameWords = 0.6;

    public int Fields { get; private set; }
    public int Right { get; private set; }
    public int Invented { get; private set; }
    public string Wrong { get; private set; } = "";

    public void Add(string line)
    {
        using var row = JsonDocument.Parse(line);
        var root = row.RootElement;
        var (gold, note) = (root.GetProperty("gold"), root.GetProperty("input").GetString()!);
        var linker = new FamilyLinker([.. root.GetProperty("roster").EnumerateArray().Select(name => name.GetString()!)]);
        var reference = OffsetDateTimePattern.Rfc3339.Parse(root.GetProperty("reference").GetString()!).Value.LocalDateTime;
        var draft = NoteReader.Default.Read(note, Langs.Parse(root.GetProperty("lang").GetString()), reference, linker);
        string[] derived = [.. root.GetProperty("derived").EnumerateArray().Select(name => name.GetString()!)];
        string? Gold(string name) => gold.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;
        void Field(string name, string? said)
        {
            string[] alternatives = root.GetProperty("alternatives").TryGetProperty(name, out var others) ? [.. others.EnumerateArray().Select(other => other.ToString())] : [];
            Count(name, note, Gold(name), said, said == Gold(name) || alternatives.Contains(said) || (said is null && derived.Contains(name)), Gold(name) is null && said is not null);
        }
        void Spans(string name, IReadOnlyList<Span> spans)
        {
            string[] wanted = [.. gold.GetProperty(name).EnumerateArray().Select(span => span.GetString()!)];
            string[] said = [.. spans.Select(span => note.Substring(span.Start, span.Length))];
            Count(name, note, string.Join('|', wanted), string.Join('|', said), wanted.Length == 0 ? said.Length == 0 : wanted.All(span => said.Any(other => Alike(span, other) >= SameWords)), wanted.Length == 0 && said.Length > 0);
        }
        Field("family", draft.Family?.Value);
        Field("visitDate", draft.VisitDate is { } date ? LocalDatePattern.Iso.Format(date.Value) : null);
        Field("start", draft.Start?.Value.ToString("HH:mm", null));
        Field("end", draft.End?.Value.ToString("HH:mm", null));
        Field("durationMinutes", draft.DurationMinutes?.Value.ToString());
        Field("nextVisit", draft.Next?.Value is { } next ? LocalDatePattern.Iso.Format(next.Date) + next.Time?.ToString("'T'HH:mm", null) : null);
        Spans("topics", draft.Topics);
        Spans("agreements", draft.Agreements);
        Spans("mood", draft.Mood);
        var present = gold.GetProperty("present").EnumerateArray().Select(role => role.GetString()!).Order();
        Count("present", note, string.Join(',', present), string.Join(',', draft.Present.Select(person => person.Role).Order()), present.SequenceEqual(draft.Present.Select(person => person.Role).Order()), false);
    }

    private void Count(string field, string note, string? wanted, string? said, bool right, bool invented)
    {
        Fields++;
        if (right) Right++;
        else Wrong += $"{field}: {wanted} - {said} in: {note}\n";
        if (invented && !right) Invented++;
    }

    private static double Alike(string one, string other)
    {
        var (a, b) = (one.Split(' ').ToList(), other.Split(' '));
        var common = b.Count(word => a.Remove(word));
        return 2.0 * common / (one.Split(' ').Length + b.Length);
    }
}
