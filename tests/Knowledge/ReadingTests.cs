using Assistant.Knowledge;
using Assistant.Knowledge.Faq;
using Assistant.Tests.Dialogs;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Assistant.Tests.Knowledge;

/// <summary>Every text that parents read, in all four registers: short, plain, one thing asked at a time. What is plain is data: <c>Corpora/reading</c>.</summary>
public sealed class ReadingTests
{
    /// <summary>Texts that are no messages: a page that hides the chat, a list of commands, the profile of the bot.</summary>
    private static readonly string[] notMessages = ["page.hiddenText", "help.words", "telegram.description"];

    private static readonly string[] registers = ["et", Registers.EasyEstonian, "ru", "en"];

    /// <summary>Answers to questions are texts for parents as well.</summary>
    private const string Faq = "faq:";

    /// <summary>Whether parents read it: all that must exist in easy Estonian.</summary>
    private static IEnumerable<string> Keys => FaqQuestions.Default.Easy.Keys.Select(key => Faq + key).Concat(TextKeys);

    private static IEnumerable<string> TextKeys => Known.Texts.EasyKeys.Where(key => !notMessages.Contains(key) && !key.EndsWith(".review.ask", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static TheoryData<string> All => [.. registers];

    private static string Text(string register, string key) => key.StartsWith(Faq, StringComparison.Ordinal) ? Answer(register, key[Faq.Length..]) : Known.Texts.In(Registers.Of(register)).Get(Langs.Parse(register)!.Value, key);

    private static string Answer(string register, string key)
    {
        const string title = ".title";
        var isTitle = key.EndsWith(title, StringComparison.Ordinal);
        var answer = FaqQuestions.Default.Find(isTitle ? key[..^title.Length] : key, Langs.Parse(register)!.Value)!;
        if (Registers.Of(register) == Register.Easy)
            answer = FaqQuestions.Default.InEasyWords(answer);
        return isTitle ? answer.Title : string.Join('\n', answer.Text);
    }

    [Fact]
    public void Every_answer_and_its_question_has_easy_words() => Assert.Equal(
        FaqQuestions.Default.Articles.SelectMany(article => new[] { article.Label, article.Label + ".title" }).Distinct().Order(StringComparer.Ordinal),
        FaqQuestions.Default.Easy.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(All))]
    public void A_message_is_at_most_two_short_sentences_and_one_question(string register)
    {
        var rules = Rules.Of(register);
        var faults =
            from key in Keys
            let text = Text(register, key)
            let sentences = Sentences(text)
            from fault in new[]
            {
                text.Length > rules.LongestMessage ? $"{text.Length} characters" : null,
                sentences.Length > MostSentences && key != "crisis.soft.examples" ? $"{sentences.Length} sentences" : null,
                text.Count(c => c == '?') > 1 ? "more than one question" : null,
                sentences.Select(WordsOf).FirstOrDefault(words => words.Length > rules.MostWordsASentence) is { } longest ? $"{longest.Length} words in a sentence" : null,
                sentences.Any(sentence => sentence.Count(c => c == ',') > rules.MostCommasASentence) ? "too many commas" : null,
            }
            where fault is not null
            select $"{register} {key}: {fault}: {text}";
        Assert.True(!faults.Any(), "\n" + string.Join("\n", faults));
    }

    [Theory, MemberData(nameof(All))]
    public void Words_are_everyday_words(string register)
    {
        var rules = Rules.Of(register);
        var faults =
            from key in Keys
            let text = Text(register, key)
            let words = WordsOf(text)
            let said = " " + string.Join(' ', words)
            from fault in words.Where(word => word.Split('-').Any(part => part.Length > rules.LongestWord)).Select(word => $"'{word}' is long")
                .Concat(rules.Jargon.Where(jargon => said.Contains(" " + jargon, StringComparison.Ordinal)).Select(jargon => $"'{jargon}' is jargon"))
                .Concat(words.Where(word => rules.HardEndings.Any(ending => word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal))).Select(word => $"'{word}' is hard to follow"))
                .Concat(rules.HardWords.Where(word => (said + " ").Contains($" {word} ", StringComparison.Ordinal)).Select(word => $"'{word}' begins a sentence within a sentence"))
            select $"{register} {key}: {fault}: {text}";
        Assert.True(!faults.Any(), "\n" + string.Join("\n", faults));
    }

    [Fact]
    public void Easy_estonian_is_easier_than_ordinary_estonian()
    {
        static double WordsASentence(string register) => Keys.SelectMany(key => Sentences(Text(register, key))).Where(sentence => sentence.Contains(' ', StringComparison.Ordinal)).Average(sentence => WordsOf(sentence).Length);
        static double LettersAWord(string register) => Keys.SelectMany(key => WordsOf(Text(register, key))).Average(word => word.Length);
        Assert.True(WordsASentence(Registers.EasyEstonian) < 0.8 * WordsASentence("et"), $"{WordsASentence(Registers.EasyEstonian)} words a sentence, ordinary {WordsASentence("et")}");
        Assert.True(LettersAWord(Registers.EasyEstonian) < LettersAWord("et"), $"{LettersAWord(Registers.EasyEstonian)} letters a word, ordinary {LettersAWord("et")}");
    }

    [Theory]
    [InlineData("Tere. Kas tuled? Jah, tulen.", 3)]
    [InlineData("Kui vana on {n}. laps? Piisab 25. novembrist.", 2)]
    [InlineData("Vasta „jah“. Või „ei“.", 2)]
    [InlineData("Jah", 1)]
    public void A_sentence_ends_where_the_next_begins(string text, int sentences) => Assert.Equal(sentences, Sentences(text).Length);

    private const int MostSentences = 2;

    private static string[] Sentences(string text)
    {
        List<string> found = [];
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            // A dot before a small letter or a number's dot ends nothing.
            var next = text.AsSpan(i + 1).TrimStart(" \n“”\"»)".AsSpan());
            if (text[i] is '.' or '!' or '?' && (next.IsEmpty || next.Length < text.Length - i - 1 && !char.IsLower(next[0])))
            {
                found.Add(text[from..(i + 1)]);
                from = i + 1;
            }
        }
        if (text[from..].Any(char.IsLetter))
            found.Add(text[from..]);
        return [.. found.Where(sentence => sentence.Any(char.IsLetter))];
    }

    private static string[] WordsOf(string text) => [.. Texts.Placeholders(text).Aggregate(text, (rest, name) => rest.Replace($"{{{name}}}", " ", StringComparison.Ordinal)).ToLowerInvariant()
        .Split([' ', '\n', ',', '.', '!', '?', ':', ';', '„', '“', '”', '"', '«', '»', '(', ')', '…', '/'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetter))];

    /// <summary>What is plain in one register.</summary>
    private sealed class Rules
    {
        public required int LongestMessage { get; init; }
        public required int MostWordsASentence { get; init; }
        public required int LongestWord { get; init; }
        public int MostCommasASentence { get; init; } = 4;
        public required string[] Jargon { get; init; }
        public string[] HardEndings { get; init; } = [];
        public string[] HardWords { get; init; } = [];

        public static Rules Of(string register) => new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build()
            .Deserialize<Rules>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpora", "reading", $"{register}.yaml")));
    }
}
