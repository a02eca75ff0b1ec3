using Assistant.Knowledge;
using Assistant.Knowledge.Language;
using Assistant.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Assistant.Tests.Knowledge.Language;

[Collection(Alone.Name)]
public sealed class RecognitionTests
{
    private static readonly LocalDateTime now = ExpressionCorpus.Now;

    [Theory]
    [InlineData(Lang.Et, 1_500)]
    [InlineData(Lang.Ru, 1_400)]
    [InlineData(Lang.En, 1_400)]
    public void Every_line_of_the_corpora_is_understood_as_it_says(Lang lang, int atLeast)
    {
        var lines = ExpressionCorpus.Files(lang).SelectMany(File.ReadLines).Where(line => line.Length > 0).ToArray();
        var faults = lines.Select(line => ExpressionCorpus.Fault(line, lang)).OfType<string>().ToArray();

        Assert.True(lines.Length >= atLeast, $"{lines.Length} lines");
        Assert.True(faults.Length == 0, $"{faults.Length} of {lines.Length}\n" + string.Join('\n', faults.Take(60)));
    }

    [Fact]
    public void A_visit_is_read_in_the_past_and_an_appointment_in_the_future()
    {
        Assert.Equal(new LocalDate(2026, 11, 13), One("reedel", TimePolicy.Past).Best!.Date);
        Assert.Equal(new LocalDate(2026, 11, 20), One("reedel", TimePolicy.Future).Best!.Date);
        Assert.Equal(new LocalDate(2025, 12, 3), One("3. detsembril", TimePolicy.Past).Best!.Date);
        Assert.Equal(new LocalDate(2026, 12, 3), One("3. detsembril", TimePolicy.Future).Best!.Date);
    }

    [Fact]
    public void Both_readings_of_a_doubtful_date_are_kept() =>
        Assert.Equal([new LocalDate(2026, 11, 20), new LocalDate(2026, 11, 13)], One("reedel", TimePolicy.Future).Resolutions.Select(reading => reading.Date!.Value));

    [Fact]
    public void Offsets_are_those_of_the_original_text_even_when_it_is_decomposed_or_full_of_invisible_characters()
    {
        const string text = "tulen a\u00ADga e\u0308i, ko\u0303ik u\u0308lehomme hommikul";
        var entity = Assert.Single(Recognition.Shared.Recognize(text, Lang.Et, now, TimePolicy.Future));

        Assert.Equal("u\u0308lehomme hommikul", entity.Text);
        Assert.Equal(entity.Text, text[entity.Start..entity.End]);
    }

    [Theory]
    [InlineData("kohtume homme kell 10", Lang.Et)]
    [InlineData("встретимся завтра в 10", Lang.Ru)]
    [InlineData("let us meet tomorrow at 10", Lang.En)]
    [InlineData("pridu zavtra posle raboti v chas", Lang.Ru)]
    public void The_language_is_found_by_letters_and_words(string text, Lang lang) => Assert.Equal(lang, Recognition.Shared.Detect(text)[0]);

    [Fact]
    public void A_message_of_two_languages_is_read_in_both()
    {
        var found = Recognition.Shared.Recognize("tulen homme, let us say at half past two", null, now, TimePolicy.Future);

        Assert.Contains(found, entity => entity.Best!.Date == new LocalDate(2026, 11, 19));
        Assert.Contains(found, entity => entity.Best!.Time == new LocalTime(14, 30));
    }

    [Fact]
    public void The_moment_meant_is_put_together_from_day_time_and_length()
    {
        var meant = Recognition.Shared.Meant("sobib reedel, näiteks kell 14.30, umbes poolteist tundi", Lang.Et, now, TimePolicy.Future);

        Assert.Equal(new LocalDateTime(2026, 11, 20, 14, 30), meant.Moment);
        Assert.Equal(new LocalTime(16, 0), meant.Until);
        Assert.Equal(TimeProblem.None, meant.Problem);
    }

    [Fact]
    public void A_date_that_does_not_exist_is_said_so_and_not_guessed()
    {
        var meant = Recognition.Shared.Meant("tulge 31. veebruaril kell 12", Lang.Et, now, TimePolicy.Future);

        Assert.Equal(TimeProblem.NoSuchDate, meant.Problem);
        Assert.Null(meant.Date);
    }

    [Fact]
    public void Two_different_days_are_ambiguous() =>
        Assert.Equal(TimeProblem.Ambiguous, Recognition.Shared.Meant("kas reedel või laupäeval", Lang.Et, now, TimePolicy.Future).Problem);

    [Fact]
    public void Endings_and_prepositions_keep_their_meaning()
    {
        Assert.Equal(TimeRole.Until, One("reedeni", TimePolicy.Future).Role);
        Assert.Equal(TimeRole.By, One("homseks", TimePolicy.Future).Role);
        Assert.Equal(TimeRole.From, One("esmaspäevast", TimePolicy.Future).Role);
        Assert.Equal(TimeRole.From, Assert.Single(Recognition.Shared.Recognize("с понедельника", Lang.Ru, now, TimePolicy.Future)).Role);
    }

    [Fact]
    public void Hours_are_elapsed_time_when_the_zone_is_known()
    {
        var tallinn = DateTimeZoneProviders.Tzdb["Europe/Tallinn"];
        var evening = new LocalDateTime(2026, 10, 24, 23, 0).InZoneStrictly(tallinn);
        var found = Assert.Single(Recognition.Shared.Recognize("kaheksa tunni pärast", Lang.Et, evening, TimePolicy.Future));

        Assert.Equal(new LocalDateTime(2026, 10, 25, 6, 0), found.Best!.Moment);
    }

    [Theory]
    [InlineData(2026, 10, 25, 3, 30, 2, false)]
    [InlineData(2026, 3, 29, 3, 30, 1, true)]
    [InlineData(2026, 11, 18, 16, 20, 1, false)]
    public void The_doubled_hour_has_two_instants_and_the_skipped_one_is_shifted_and_flagged(int year, int month, int day, int hour, int minute, int instants, bool skipped)
    {
        var resolved = InZone.Resolve(new LocalDateTime(year, month, day, hour, minute), DateTimeZoneProviders.Tzdb["Europe/Tallinn"]);

        Assert.Equal(instants, resolved.Instants.Count);
        Assert.Equal(skipped, resolved.Skipped);
        if (skipped) Assert.Equal(new LocalDateTime(2026, 3, 29, 4, 30), resolved.Local);
        if (resolved.Doubled) Assert.Equal(NodaTime.Duration.FromHours(1), resolved.Instants[1] - resolved.Instants[0]);
    }

    [Fact]
    public void No_text_makes_it_throw_and_every_span_lies_inside_its_text()
    {
        var pieces = Gen.Elements("kell", "pool", "kolm", "3.", "31. veebruar", "2026", "-", ".", ":", "/", "в", "через", "полтретьего", "час", "from", "to", "5pm", "next", "every", "\uD800", "\u0301", "999999999999999999999", "1e9", "99:99", "0", "täna", "завтра", "'", "\"", "(", ")", "\n", "a", "miljard", "тысяч", "years", "aasta", "tagasi", "назад", "ago", "🙂", "половиной", "and");
        var texts = pieces.ListOf().Select(list => string.Join(list.Count % 3 == 0 ? "" : " ", list));
        foreach (var lang in Langs.All)
        {
            Prop.ForAll(texts.ToArbitrary(), text => Recognition.Shared.Recognize(text, lang, now, TimePolicy.Future).All(entity =>
                entity.Start >= 0 && entity.Start < entity.End && entity.End <= text.Length && entity.Text == text[entity.Start..entity.End])).QuickCheckThrowOnFailure();
        }
        Prop.ForAll<string>(text => text is null || Recognition.Shared.Recognize(text, null, now, TimePolicy.Past).All(entity => entity.End <= text.Length)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("7M h")]
    [InlineData("99999999999999999 hours")]
    [InlineData("in 3000000 days")]
    [InlineData("900000000000000000 years ago")]
    [InlineData("999999999 sajandit")]
    [InlineData("31.12.99999")]
    [InlineData("через миллиард миллиардов лет")]
    [InlineData("every 99999999999 weeks at 25:61")]
    public void Numbers_beyond_range_are_read_without_fault(string text)
    {
        foreach (var lang in Langs.All)
        {
            foreach (var policy in new[] { TimePolicy.Past, TimePolicy.Future })
            {
                Assert.All(Recognition.Shared.Recognize(text, lang, now, policy), entity => Assert.Equal(entity.Text, text[entity.Start..entity.End]));
                Assert.True(Recognition.Shared.Meant(text, lang, now, policy).Date is null or { Year: > 0 and < 9999 });
            }
        }
    }

    [Fact]
    public void Every_timex_that_is_answered_reads_back_as_itself()
    {
        foreach (var lang in Langs.All)
        {
            foreach (var line in ExpressionCorpus.Files(lang).SelectMany(File.ReadLines).Where(line => line.Length > 0))
            {
                var text = line[(line.IndexOf('|') + 1)..].Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
                foreach (var timex in Recognition.Shared.Recognize(text, lang, now, TimePolicy.Future).SelectMany(entity => entity.Resolutions.Select(reading => reading.Timex)).Where(timex => timex.Length > 0))
                {
                    Assert.Equal(timex, Timex.Parse(timex)?.ToString());
                }
            }
        }
    }

    [Fact]
    public void A_timex_printed_and_parsed_is_the_same_timex()
    {
        var numbers = Gen.Choose(1, 12);
        var dates = from year in Gen.Choose(1, 9999) from month in numbers from day in Gen.Choose(1, 28) from unknown in Gen.Choose(0, 2)
                    select new Timex { Year = unknown > 0 ? null : year, Month = unknown > 1 ? null : month, Day = day };
        var weekdays = numbers.Select(n => new Timex { Weekday = ((n - 1) % 7) + 1 });
        var nth = from weekday in Gen.Choose(1, 7) from which in Gen.Elements(-1, 1, 2, 3, 4) select new Timex { Weekday = weekday, Nth = which };
        var times = from hour in Gen.Choose(0, 23) from minute in Gen.Choose(0, 59) from said in Gen.Elements(true, false) select new Timex { Hour = hour, Minute = said ? minute : null };
        var both = from date in Gen.OneOf(dates, weekdays) from time in times select date with { Hour = time.Hour, Minute = time.Minute };
        var lengths = Gen.Elements("P2D", "PT1H30M", "P1Y2M", "PT90S", "P1W", "PT1.5H").Select(length => new Timex { Length = length });
        var single = Gen.OneOf(dates, weekdays, nth, times, both, lengths);
        var ranges = from start in both from end in both from slashed in Gen.Elements(true, false) select new Timex { Start = start, End = end, IsSlashed = slashed };

        Prop.ForAll(Gen.OneOf(single, ranges).ToArbitrary(), timex => Timex.Parse(timex.ToString()) == timex).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("kell ")]
    [InlineData("1 ")]
    [InlineData("kolm ")]
    [InlineData("1.")]
    [InlineData("в ")]
    [InlineData("две тысячи ")]
    [InlineData("from 1 to ")]
    [InlineData("next monday at ")]
    [InlineData("a\u0301")]
    public void Hostile_text_costs_linear_time(string unit)
    {
        const int Short = 1000, Long = 10_000;
        // Ten times the text may cost ten times the time. Memory tells it without noise; the clock, on a busy machine, only from a hundredfold.
        foreach (var lang in Langs.All)
        {
            var (brief, full) = (Repeat(unit, Short), Repeat(unit, Long));
            Recognition.Shared.Recognize(full, lang, now, TimePolicy.Future);
            var ratio = Enumerable.Range(0, 5).Min(_ => Cost(full, lang) / Cost(brief, lang));
            Assert.True(ratio < 40, $"{lang}: {ratio:0.0} times the time");
            var memory = (double)Memory(full, lang) / Memory(brief, lang);
            Assert.True(memory < 13, $"{lang}: {memory:0.0} times the memory");
        }
    }

    private static long Memory(string text, Lang lang)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Recognition.Shared.Recognize(text, lang, now, TimePolicy.Future);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Cost(string text, Lang lang) => ThreadTime.Best(3, () => Recognition.Shared.Recognize(text, lang, now, TimePolicy.Future));

    private static string Repeat(string unit, int length) => string.Concat(Enumerable.Repeat(unit, (length / unit.Length) + 1))[..length];

    private static Entity One(string text, TimePolicy policy) => Assert.Single(Recognition.Shared.Recognize(text, Lang.Et, now, policy));

    [Theory]
    [InlineData("igal teisel nädalal kolmapäeviti", Lang.Et, 2)]
    [InlineData("iga kolme nädala tagant neljapäeviti", Lang.Et, 3)]
    [InlineData("iganädalaselt kolmapäeviti", Lang.Et, 1)]
    [InlineData("по средам раз в две недели", Lang.Ru, 2)]
    [InlineData("every second week on wednesday", Lang.En, 2)]
    [InlineData("every three weeks on thursday", Lang.En, 3)]
    [InlineData("weekly on wednesday", Lang.En, 1)]
    public void Every_how_many_weeks_a_day_comes_again_is_known(string text, Lang lang, int weeks)
    {
        var set = Assert.Single(Recognition.Shared.Recognize(text, lang, now, TimePolicy.Future), entity => entity.Type == EntityType.Set);
        Assert.Equal((text.Length, weeks), (set.End - set.Start, set.Weeks));
    }
}
