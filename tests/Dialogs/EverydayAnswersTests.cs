using System.Collections.Immutable;
using Assistant.Dialogs.Eligibility;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Knowledge.Eligibility;

namespace Assistant.Tests.Dialogs;

/// <summary>Parents answer in the words of every day, not in those of our buttons: <c>Corpora/{lang}/answers.tsv</c>.</summary>
public sealed class EverydayAnswersTests
{
    private static readonly EligibilityDialog dialog = new(Known.Rules, Known.Services, MunicipalityCards.Load());

    public static TheoryData<Lang, string, string, string> Answers()
    {
        var all = new TheoryData<Lang, string, string, string>();
        foreach (var lang in Langs.All)
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Corpora", lang.Code(), "answers.tsv")))
                if (line.Split('\t') is [var question, var meant, var words])
                    all.Add(lang, question, meant, words);
        return all;
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_in_everyday_words_is_understood_or_asked_again(Lang lang, string question, string meant, string words)
    {
        var given = ImmutableDictionary<string, string>.Empty.Add("about", "child").Add("children", "2");
        var state = new InterviewState(dialog.Id, given.Remove(question), question, 1, 0);
        var turn = new Interview(Known.Understanding).Reply(dialog, state, 1, new(words, lang), Known.Facts with { Lang = lang });
        Assert.Equal(meant, turn.Next!.Given.TryGetValue(question, out var stored) ? stored.Length == 0 ? "~" : stored : "-");
    }

    [Fact]
    public void There_are_words_only_for_choices_that_there_are()
    {
        var questions = dialog.Questions.SelectMany(step => step is Repeat block ? block.Questions : [(Question)step]).ToDictionary(question => question.Id);
        Assert.All(AnswerReader.Default.Known, known => Assert.Contains(questions[known.Question].Options(new(), Known.Facts), option => option.Id == known.Choice));
    }

    [Fact]
    public void Ages_told_with_the_number_are_not_asked_again()
    {
        var state = new InterviewState(dialog.Id, ImmutableDictionary<string, string>.Empty.Add("about", "child"), "children", 1, 0);
        var turn = new Interview(Known.Understanding).Reply(dialog, state, 1, new("kaks, 13 ja 6", Lang.Et), Known.Facts);
        Assert.Equal(("2", "13", "6"), (turn.Next!.Given["children"], turn.Next.Given["age.1"], turn.Next.Given["age.2"]));
    }
}
