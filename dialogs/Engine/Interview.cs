using System.Collections.Immutable;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs.Engine;

/// <summary>What became of one message in a dialogue.</summary>
/// <param name="Next"><see langword="null"/> when the dialogue is over.</param>
/// <param name="Serial">Of the last asking in this conversation.</param>
/// <param name="Missed">The message was not understood as an answer; somebody else may know what it means.</param>
/// <param name="End">How it ended, when it did.</param>
internal sealed record Turn(InterviewState? Next, int Serial, ImmutableArray<Effect> Effects, bool Missed = false, Conclusion? End = null);

/// <summary>Runs any <see cref="Dialog"/>. Pure: same dialogue, state, message and facts give the same turn.</summary>
internal sealed partial class Interview(Understanding understanding)
{
    /// <summary>Begins the ids of choices that change an answer in the review.</summary>
    public const string ChangePrefix = "change:";
    /// <summary>Choice that leaves an optional question unanswered.</summary>
    public const string SkipChoice = "~skip";
    /// <summary>Choice that says that all marked choices are meant.</summary>
    public const string DoneChoice = "~done";
    /// <summary>Standing choice: talk to a human.</summary>
    public const string HumanChoice = "go:human";

    /// <summary>Stored for a question left unanswered on purpose; no answer is ever empty.</summary>
    private const string Skipped = "";
    /// <summary>Ends the id under which marked choices are kept until the person is done.</summary>
    internal const string MarksSuffix = "~";
    private const string ReviewId = InterviewState.Review;
    /// <summary>"I don't know" is no answer to what was not asked.</summary>
    private const string Unknown = "unknown";

    /// <summary>Begins a dialogue with what is known already and what the opening message says.</summary>
    public Turn Begin(Dialog dialog, ImmutableDictionary<string, string> given, int serial, Facts facts, Utterance? opening = null)
    {
        if (opening is not null)
            foreach (var question in dialog.Questions.OfType<Question>().Where(q => q.FromOpening && !given.ContainsKey(q.Id)))
                if (question.Read(new(opening, new(), facts, Choices(dialog, question, new(), facts), understanding)) is { Understood: true, Value: not Unknown } read)
                    given = given.SetItem(question.Id, read.Value);
        if (opening is not null)
            given = New(given, dialog.Told(opening, null, Walk(dialog, given, facts).Answers, facts, understanding)).SetItems(given);
        return Resume(dialog, new(dialog.Id, given, null, serial, 0), serial, facts);
    }

    /// <summary>Adds what a story told besides, while something else was asked, to what is known.</summary>
    public InterviewState Tell(Dialog dialog, InterviewState state, Utterance said, Facts facts) =>
        state with { Given = state.Given.AddRange(New(state.Given, dialog.Told(said, null, Walk(dialog, state.Given, facts).Answers, facts, understanding))) };

    /// <summary>Takes a message as the answer to the question the person saw last, which a new release may have moved or removed.</summary>
    public Turn Reply(Dialog dialog, InterviewState state, int serial, Utterance said, Facts facts)
    {
        if (dialog.Overtaken(state.Given, facts) is { } overtaken)
            return new(null, serial, [new Effect.Say(overtaken)], End: new());
        var walk = Walk(dialog, state.Given, facts);
        if (said.Pressed is not null && said.Prompt != state.Serial)
            return Prepend(new Line("engine.passed"), Resume(dialog, state, serial, facts));
        if (state.Asked == ReviewId)
            return walk.Next is null ? ReplyToReview(dialog, state, serial, said, facts, walk.Answers) : Resume(dialog, state, serial, facts);
        if (Find(dialog, state.Asked, walk.Answers) is not { } asked)
            return Resume(dialog, state, serial, facts);
        if (said.Pressed == SkipChoice || said.Pressed is null && asked.IsOptional && MeansSkip(asked, said, walk.Answers, facts))
            return Skip(dialog, state, serial, facts);
        if (asked.MayBeGuessed && state.Given.TryGetValue(Dialog.Guess(asked.Id), out var guess))
            switch (said.Pressed ?? understanding.Replies.Plain(said.Text).ToString().ToLowerInvariant())
            {
                case "yes":
                    return Given(dialog, state, serial, asked, guess, facts);
                case "no":
                    return Resume(dialog, Forget(state, Dialog.Guess(asked.Id)), serial, facts);
            }
        if (asked.TakesSeveral && (said.Pressed ?? (Is(said.Text, "engine.done") ? DoneChoice : null)) is { } pressed)
            return Mark(dialog, state, serial, asked, pressed, walk.Answers, facts);
        if (Aside(dialog, state, serial, asked, said, walk.Answers, facts) is { } aside)
            return aside;
        if (said.Pressed is null && !asked.TakesWords && understanding.Replies.IsAtALoss(said.Text))
            return Miss(dialog, state, serial, asked, walk.Answers, facts);
        if (asked is { TakesWords: true, IsOptional: true } && understanding.Replies.Plain(said.Text) is Said.Yes)
            return Miss(dialog, state, serial, asked, walk.Answers, facts);

        var hearing = new Hearing(said, walk.Answers, facts, Choices(dialog, asked, walk.Answers, facts), understanding);
        var read = asked.Read(hearing);
        var told = said.Pressed is not null || said.Text.AsSpan().TrimEnd().EndsWith('?') ? ImmutableDictionary<string, string>.Empty
            : New(state.Given, dialog.Told(said, asked, walk.Answers, facts, understanding));
        if (read.Understood)
            state = state with { Given = state.Given.SetItems(told.Remove(asked.Id)) };
        else if (read.Remark is null && told.TryGetValue(asked.Id, out var answer))
        {
            var (given, besides) = (Given(dialog, state with { Given = state.Given.SetItems(told.Remove(asked.Id)) }, serial, asked, answer, facts), told.Remove(asked.Id));
            return besides.IsEmpty ? given : Prepend(Noted(dialog, besides, walk.Answers, facts), given);
        }
        else if (read.Remark is null && !told.IsEmpty)
            return Prepend(Noted(dialog, told, walk.Answers, facts), Resume(dialog, state with { Given = state.Given.SetItems(told), Misses = 0 }, serial, facts));
        if (read.Understood && asked.MayCorrect && said.Pressed is null && Besides(dialog, state, asked, said, walk.Answers, facts) is { IsEmpty: false } corrects)
            return Told(dialog, state with { Given = state.Given.SetItem(asked.Id, read.Value) }, serial, corrects, walk.Answers, facts);
        if (read.Understood)
        {
            var given = Given(dialog, state, serial, asked, read.Value, facts);
            if (told.RemoveRange(told.Keys.Where(id => id.Split('.')[0] == asked.Key)) is { IsEmpty: false } besides)
                given = Prepend(Noted(dialog, besides, walk.Answers, facts), given);
            return read.Remark is { } remark ? Prepend(remark, given) : given;
        }
        if (read.Remark is { } problem)
            return Prepend(problem with { Slots = Limits(asked, facts) }, Resume(dialog, state, serial, facts));
        if (read.Meanings is [_, ..] meanings)
            return new(state with { Misses = 0 }, serial, [AskWhich(state, asked, meanings, facts)]);
        if (said.Pressed is null && dialog.Review && Words.Of(said.Text).Length <= MostWordsOfAside && dialog.Correct(said, state.Given, facts, understanding) is { IsEmpty: false } corrected)
            return Told(dialog, state, serial, corrected, walk.Answers, facts);
        return Miss(dialog, state, serial, asked, walk.Answers, facts);
    }

    /// <summary>What was not known before.</summary>
    private static ImmutableDictionary<string, string> New(ImmutableDictionary<string, string> given, ImmutableDictionary<string, string> told) => told.RemoveRange(given.Keys);

    /// <summary>Somebody answered another question than the one asked: what was understood is said, so that a misunderstanding shows.</summary>
    private static Line Noted(Dialog dialog, ImmutableDictionary<string, string> told, Answers answers, Facts facts)
    {
        var items =
            from step in dialog.Questions
            from question in step is Repeat block ? block.Questions : [(Question)step]
            from answer in told.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            where answer.Key.Split('.')[0] == question.Id && question.Revive(answer.Value, answers, facts) is not null
            select Line.Of("engine.told-item", new("name", Key: $"{question.TextKey(dialog.Id)}.name"),
                question.Show(dialog.Id, question.Revive(answer.Value, answers, facts)!, answers, facts) with { Name = "value" });
        return Line.Of("engine.told", new Slot("what", Line: items.Aggregate((left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right)))));
    }

    /// <summary>Whether the text is the label of a choice on the screen, word for word: then it is an answer, though it may be a command as well.</summary>
    public bool IsLabel(Dialog dialog, InterviewState state, Facts facts, string text)
    {
        var answers = Walk(dialog, state.Given, facts).Answers;
        var choices = state.Asked == ReviewId ? ReviewChoices(dialog, answers, facts)
            : Find(dialog, state.Asked, answers) is { } asked ? Choices(dialog, asked, answers, facts) : [];
        var words = Words.Of(text);
        return choices.Any(choice => understanding.Labels.Of(choice.Label).IsLabel(words));
    }

    /// <summary>Whether the question the person saw last takes any words as its answer.</summary>
    public static bool TakesWords(Dialog dialog, InterviewState state, Facts facts) =>
        Find(dialog, state.Asked, Walk(dialog, state.Given, facts).Answers) is { TakesWords: true };

    /// <summary>As <see cref="Reply"/>, but only for a question that takes any words; otherwise missed.</summary>
    public Turn ReplyInWords(Dialog dialog, InterviewState state, int serial, Utterance said, Facts facts) =>
        TakesWords(dialog, state, facts)
            ? Reply(dialog, state, serial, said, facts)
            : new(state, serial, [], Missed: true);

    /// <summary>Asks what is still missing; also after help, an answered question or a crisis message.</summary>
    /// <param name="confirmed">The person just said yes to the review. Never stored: a yes holds for the answers it was said to.</param>
    public Turn Resume(Dialog dialog, InterviewState state, int serial, Facts facts, bool confirmed = false)
    {
        return Ask(dialog, state, serial, Walk(dialog, state.Given, facts), facts, confirmed);
    }

    private static Turn Over(int serial, Conclusion end) => new(null, serial, end.Effects, End: end);

    /// <summary>Drops the last answer before the question asked now, so that it is asked again.</summary>
    public Turn Back(Dialog dialog, InterviewState state, int serial, Facts facts)
    {
        var (answers, next) = Walk(dialog, state.Given, facts);
        var last = Expanded(dialog, answers, facts).TakeWhile(q => q.Id != next?.Id)
            .LastOrDefault(q => !q.IsCarried && state.Given.ContainsKey(q.Id));
        return last is null
            ? Prepend(new Line("engine.first"), Resume(dialog, state, serial, facts))
            : Resume(dialog, Forget(state, last.Id), serial, facts);
    }

    /// <summary>Leaves the question unanswered, where it may be.</summary>
    public Turn Skip(Dialog dialog, InterviewState state, int serial, Facts facts)
    {
        var (answers, next) = Walk(dialog, state.Given, facts);
        return Find(dialog, state.Asked, answers) is { IsOptional: true } asked
            ? Given(dialog, state, serial, asked, Skipped, facts)
            : Prepend(new Line("engine.needed"), Resume(dialog, state, serial, facts));
    }

    /// <summary>Says why the question is asked, and asks it again.</summary>
    public Turn Why(Dialog dialog, InterviewState state, int serial, Facts facts) =>
        Prepend(new Line(Find(dialog, state.Asked, Walk(dialog, state.Given, facts).Answers)?.Why ?? "engine.why-review"), Resume(dialog, state, serial, facts));

    private static Turn Given(Dialog dialog, InterviewState state, int serial, Question asked, string answer, Facts facts)
    {
        var given = state.Given.SetItem(asked.Id, answer).Remove(asked.Id + MarksSuffix).Remove(Dialog.Guess(asked.Id));
        var walk = Walk(dialog, given, facts);
        var answers = walk.Answers;
        if (asked.Settles(answer) && asked.Revive(answer, answers, facts) is { } last)
            return new(null, serial, [.. asked.Follow(last, answers, facts)], End: new());
        var next = Ask(dialog, state with { Given = given, Misses = 0, Asked = null }, serial, walk, facts);
        return answer != Skipped && asked.Revive(answer, answers, facts) is { } value
            ? next with { Effects = [.. asked.Follow(value, answers, facts), .. next.Effects] }
            : next;
    }

    private Turn Mark(Dialog dialog, InterviewState state, int serial, Question asked, string pressed, Answers answers, Facts facts)
    {
        var options = asked.Options(answers, facts);
        ImmutableArray<string> marked = [.. Marks(state.Given, asked)];
        if (pressed == DoneChoice && marked.Length > 0)
            return Given(dialog, state, serial, asked, string.Join(',', options.Select(option => option.Id).Where(marked.Contains)), facts);
        if (options.FirstOrDefault(option => option.Id == pressed) is not { } option)
            return Miss(dialog, state, serial, asked, answers, facts);
        if (option.IsAlone)
            return Given(dialog, state, serial, asked, pressed, facts);
        marked = marked.Contains(pressed) ? marked.Remove(pressed) : marked.Add(pressed);
        var id = asked.Id + MarksSuffix;
        return Resume(dialog, state with { Given = marked.IsEmpty ? state.Given.Remove(id) : state.Given.SetItem(id, string.Join(',', marked)), Misses = 0, Asked = null }, serial, facts);
    }

    /// <summary>"Any time is fine", but also a plain no or "I don't know" to something that may be left out, unless that is one of its answers. A sentence that begins with no is an answer.</summary>
    private bool MeansSkip(Question asked, Utterance said, Answers answers, Facts facts) =>
        Is(said.Text, asked.SkipLabel)
        || (understanding.Replies.Plain(said.Text) switch { Said.No => "no", Said.DontKnow => "unknown", _ => null }) is { } plain
            && !asked.Options(answers, facts).Any(option => option.Id == plain);

    private bool Is(string text, string key) => understanding.Labels.Is(Words.Of(text), key);

    private static IEnumerable<string> Marks(ImmutableDictionary<string, string> given, Question question) =>
        given.TryGetValue(question.Id + MarksSuffix, out var stored) ? stored.Split(',') : [];
}
