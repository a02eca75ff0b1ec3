using System.Collections.Immutable;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs.Engine;

// What is said when everything is shown: yes, no, or what is to be otherwise.
partial class Interview
{
    private Turn ReplyToReview(Dialog dialog, InterviewState state, int serial, Utterance said, Facts facts, Answers answers)
    {
        var isUnclear = said.Pressed is null && understanding.Replies.Plain(said.Text) is Said.Unclear;
        if (isUnclear && Amended(dialog, state, serial, said, facts, answers) is { } amended)
            return amended;
        if (isUnclear && dialog.Correct(said, state.Given, facts, understanding) is { IsEmpty: false } corrected)
            return Corrected(dialog, state, serial, corrected, facts);
        var choices = ReviewChoices(dialog, answers, facts);
        var hearing = new Hearing(said, answers, facts, choices, understanding);
        // A yes or a no that goes on about something says neither: nothing is sent, and nothing thrown away, for its first word.
        var chosen = said.Pressed is not null ? hearing.Chosen : understanding.Replies.YesNo(said.Text) switch
        {
            Said.Yes when !understanding.Amends.IsYesBut(said.Text) => "yes",
            Said.No when !isUnclear || understanding.Labels.Is(Words.Of(said.Text), "engine.review-no") => "no",
            Said.Yes or Said.No => hearing.Chosen is { } other && other.StartsWith(ChangePrefix, StringComparison.Ordinal) ? other : null,
            _ => hearing.Chosen,
        };
        return chosen switch
        {
            "yes" => Resume(dialog, state with { Misses = 0 }, serial, facts, confirmed: true),
            "no" => new(null, serial, [new Effect.Say(new(dialog.Dropped))], End: new()),
            not null when chosen.StartsWith(ChangePrefix, StringComparison.Ordinal) => Change(dialog, state, serial, chosen[ChangePrefix.Length..], facts),
            _ => Prepend(new Line("engine.review-again"), Resume(dialog, state with { Misses = state.Misses + 1 }, serial, facts)) with { Missed = true },
        };
    }

    /// <summary>A longer message that does not answer is more than a correction.</summary>
    private const int MostWordsOfAside = 12;

    /// <summary>Where any words are an answer, only so many that name something else are taken for a correction of that.</summary>
    private const int MostWordsOfNamed = 6;

    /// <summary>While one thing is asked, another is said by its name: "järgmine kord on reedel kell kuus" is no rating of six.</summary>
    private Turn? Aside(Dialog dialog, InterviewState state, int serial, Question asked, Utterance said, Answers answers, Facts facts)
    {
        if (!dialog.Review || said.Pressed is not null || asked.MayCorrect || asked.TakesWords && Words.Of(said.Text).Length > MostWordsOfNamed) return null;
        var known = dialog.Questions.OfType<Question>().Where(question => question.Id != asked.Id && !answers.Has(question) && state.Given.GetValueOrDefault(question.Id) is { Length: > 0 });
        foreach (var question in Before(dialog, asked, answers, facts).Concat(known).Where(question => question is { InReview: true, IsCarried: false }))
            if ((asked.TakesWords ? understanding.Amends.Said(said.Text, NameOf(dialog, question)) : understanding.Amends.Rest(said.Text, NameOf(dialog, question))) is { Length: > 0 } rest
                && question.Read(new(said with { Text = rest }, answers, facts, Choices(dialog, question, answers, facts), understanding)) is { Understood: true } read)
                return Told(dialog, state, serial, ImmutableDictionary<string, string>.Empty.Add(question.Id, read.Value), answers, facts);
        return null;
    }

    /// <summary>"Kohal oli ainult isa, eksisin": why it is otherwise, and what.</summary>
    private ImmutableDictionary<string, string> Besides(Dialog dialog, InterviewState state, Question asked, Utterance said, Answers answers, Facts facts)
    {
        foreach (var question in Before(dialog, asked, answers, facts).Where(question => question is { InReview: true, IsCarried: false }))
            if (understanding.Amends.Said(said.Text, NameOf(dialog, question)) is { } rest
                && question.Read(new(said with { Text = rest.Split(',')[0] }, answers, facts, Choices(dialog, question, answers, facts), understanding)) is { Understood: true } read)
                return ImmutableDictionary<string, string>.Empty.Add(question.Id, read.Value);
        return dialog.Besides(said, state.Given, facts, understanding);
    }

    /// <summary>What was changed by the way is said, since no card shows it now.</summary>
    private static Turn Told(Dialog dialog, InterviewState state, int serial, ImmutableDictionary<string, string> told, Answers answers, Facts facts)
    {
        var turn = Corrected(dialog, state, serial, told, facts);
        var shown = told.RemoveRange(dialog.Questions.Where(step => step is Question { IsCarried: true }).Select(step => step.Id));
        return turn.Next is { Asked: ReviewId } || shown.IsEmpty ? turn : Prepend(Noted(dialog, shown, answers, facts), turn);
    }

    /// <summary>Whether those after it apply is not known yet.</summary>
    private static IEnumerable<Question> Before(Dialog dialog, Question? next, Answers answers, Facts facts) => Expanded(dialog, answers, facts).TakeWhile(question => question.Id != next?.Id);

    private ChoiceWords NameOf(Dialog dialog, Question question) => understanding.Labels.Of(new($"{question.TextKey(dialog.Id)}.name"));

    /// <summary>"Ei, kohal oli ainult isa": begins with the name of what is to be otherwise.</summary>
    private Turn? Amended(Dialog dialog, InterviewState state, int serial, Utterance said, Facts facts, Answers answers)
    {
        foreach (var question in Expanded(dialog, answers, facts).Where(question => question is { InReview: true, IsCarried: false }))
        {
            if (understanding.Amends.Rest(said.Text, NameOf(dialog, question)) is not { } rest) continue;
            if (rest.Length == 0) return Change(dialog, state, serial, question.Id, facts);
            var read = question.Read(new(said with { Text = rest }, answers, facts, Choices(dialog, question, answers, facts), understanding));
            if (read.Understood) return Corrected(dialog, state, serial, ImmutableDictionary<string, string>.Empty.Add(question.Id, read.Value), facts);
        }
        return null;
    }

    private Turn Change(Dialog dialog, InterviewState state, int serial, string id, Facts facts) =>
        Resume(dialog, Forget(state with { Given = state.Given.RemoveRange(dialog.GoWith(id)) }, id), serial, facts);

    private static Turn Corrected(Dialog dialog, InterviewState state, int serial, ImmutableDictionary<string, string> corrected, Facts facts)
    {
        var changed = corrected.Where(answer => state.Given.GetValueOrDefault(answer.Key) != answer.Value).Select(answer => answer.Key).ToList();
        var given = state.Given.RemoveRange(changed.SelectMany(id => dialog.GoWith(id))).SetItems(corrected);
        var walk = Walk(dialog, given, facts);
        var next = Ask(dialog, state with { Given = given, Asked = null, Misses = 0 }, serial, walk, facts);
        var follows = Before(dialog, walk.Next, walk.Answers, facts).Where(question => changed.Contains(question.Id) && walk.Answers.Has(question))
            .SelectMany(question => question.Follow(walk.Answers.Value(question), walk.Answers, facts));
        var early = dialog.Questions.OfType<Question>().Where(question => question.FollowsUnasked && changed.Contains(question.Id) && !walk.Answers.Has(question))
            .SelectMany(question => question.Revive(given[question.Id], walk.Answers, facts) is { } value ? question.Follow(value, walk.Answers, facts) : []);
        follows = follows.Concat(early);
        return next with { Effects = [.. follows, .. next.Effects] };
    }
}
