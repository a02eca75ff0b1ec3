using Assistant.Knowledge.Notes;

namespace Assistant.Tests.Knowledge.Notes;

/// <summary>What judges is found in every form, and what tells, what others said and what is denied is left alone.</summary>
public sealed class JudgementReaderTests
{
    public static TheoryData<string, string?, string> Rows() => Corpus.Rows("judgements");

    [Theory]
    [MemberData(nameof(Rows))]
    public void Only_what_judges_is_found(string lang, string? words, string text)
    {
        Assert.NotEmpty(lang);
        var found = string.Join('|', JudgementReader.Default.Read(text).Select(one => text.Substring(one.Start, one.Length)));
        // An ending may stand behind what the row names.
        Assert.True(words is null ? found.Length == 0 : words.Split('|').Zip(found.Split('|')).All(pair => pair.Second.StartsWith(pair.First, StringComparison.Ordinal)) && words.Count(c => c == '|') == found.Count(c => c == '|'), $"found: {found}");
    }

    [Theory]
    [InlineData("et")]
    [InlineData("ru")]
    [InlineData("en")]
    public void Notes_as_they_are_dictated_carry_hardly_any_hint(string lang)
    {
        var notes = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", "notes", lang + ".jsonl")).ToList();
        var judged = notes.Where(note => !JudgementReader.Default.Read(note).IsEmpty).ToList();
        Assert.True(judged.Count * 100 <= notes.Count, string.Join('\n', judged.Take(10)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\ud800 laisk \udc00")]
    [InlineData("„„““ \" «»")]
    public void Odd_texts_are_read_without_harm(string text) => Assert.InRange(JudgementReader.Default.Read(text).Length, 0, 1);

    [Fact]
    public void A_long_note_is_read_to_its_end()
    {
        var note = string.Concat(Enumerable.Repeat("rääkisime koolist. ", 500)) + "ema on laisk";
        Assert.Equal("laisk", note.Substring(Assert.Single(JudgementReader.Default.Read(note)).Start, 5));
    }
}
