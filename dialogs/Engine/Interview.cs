using System.Collections.Immutable;

namespace Assistant.Dialogs.Engine;

/// <summary>What became of one message in a dialogue.</summary>
/// <param name="Next"><see langword="null"/> when the dialogue is over.</param>
/// <param name="Serial">Of the last asking in this conversation.</param>
/// <param name="Missed">The message was not understood as an answer; somebody else may know what it means.</param>
/// <param name="End">How it ended, when it did.</param>
internal sealed record Turn(InterviewState? Next, int Serial, ImmutableArray<Effect> Effects, bool Missed = false, Conclusion? End = null);

/// <summary>Runs any <see cref="Dialog"/>. Pure: same dialogue, state, message and facts give the same turn.</summary>
internal sealed class Interview(Understanding understanding)
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
    private const string ReviewId = "review";
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
        if (asked is { TakesWords: true, IsOptional: true } && understanding.Replies.Plain(said.Text) is Knowledge.Replies.Said.Yes)
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
        var words = Knowledge.Replies.Words.Of(text);
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

    private static Turn Ask(Dialog dialog, InterviewState state, int serial, (Answers Answers, Question? Next) walk, Facts facts, bool confirmed = false)
    {
        var (answers, next) = walk;
        return next is not null ? Put(dialog, state, serial, next, answers, facts)
            : dialog.Review && !confirmed ? PutReview(dialog, state, serial, answers, facts)
            : Over(serial, dialog.Conclude(answers, facts));
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

    private Turn ReplyToReview(Dialog dialog, InterviewState state, int serial, Utterance said, Facts facts, Answers answers)
    {
        if (said.Pressed is null && understanding.Replies.Plain(said.Text) is Knowledge.Replies.Said.Unclear
            && dialog.Correct(said, facts, understanding) is { IsEmpty: false } corrected)
            return Resume(dialog, state with { Given = state.Given.SetItems(corrected), Asked = null, Misses = 0 }, serial, facts);
        var choices = ReviewChoices(dialog, answers, facts);
        var hearing = new Hearing(said, answers, facts, choices, understanding);
        var chosen = said.Pressed is null ? understanding.Replies.YesNo(said.Text) switch
        {
            Knowledge.Replies.Said.Yes => "yes",
            Knowledge.Replies.Said.No => "no",
            _ => hearing.Chosen,
        } : hearing.Chosen;
        return chosen switch
        {
            "yes" => Resume(dialog, state with { Misses = 0 }, serial, facts, confirmed: true),
            "no" => new(null, serial, [new Effect.Say(new(dialog.Dropped))], End: new()),
            not null when chosen.StartsWith(ChangePrefix, StringComparison.Ordinal) => Resume(dialog, Forget(state, chosen[ChangePrefix.Length..]), serial, facts),
            _ => Prepend(new Line("engine.review-again"), Resume(dialog, state with { Misses = state.Misses + 1 }, serial, facts)) with { Missed = true },
        };
    }

    private static Turn Given(Dialog dialog, InterviewState state, int serial, Question asked, string answer, Facts facts)
    {
        var given = state.Given.SetItem(asked.Id, answer).Remove(asked.Id + MarksSuffix).Remove(Dialog.Guess(asked.Id));
        var walk = Walk(dialog, given, facts);
        var answers = walk.Answers;
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
        || (understanding.Replies.Plain(said.Text) switch { Knowledge.Replies.Said.No => "no", Knowledge.Replies.Said.DontKnow => "unknown", _ => null }) is { } plain
            && !asked.Options(answers, facts).Any(option => option.Id == plain);

    private bool Is(string text, string key) => understanding.Labels.Is(Knowledge.Replies.Words.Of(text), key);

    private static IEnumerable<string> Marks(ImmutableDictionary<string, string> given, Question question) =>
        given.TryGetValue(question.Id + MarksSuffix, out var stored) ? stored.Split(',') : [];

    /// <summary>First in other words, then with examples, then a human is offered; the question stays.</summary>
    private Turn Miss(Dialog dialog, InterviewState state, int serial, Question asked, Answers answers, Facts facts)
    {
        var missed = state with { Misses = state.Misses + 1 };
        var say = Question(dialog, missed, asked, answers, facts, missed.Misses switch { 1 => "again", _ => "examples" });
        ImmutableArray<Effect> effects = missed.Misses < 3 ? [say]
            : [new Effect.Say(new("engine.stuck")) { Choices = [new(HumanChoice, new("engine.human"))] }, say];
        return new(missed, serial, effects, Missed: true);
    }

    /// <summary>The answer can be meant in several ways: each is a choice, whose id is the answer in stored form.</summary>
    private static Effect.Say AskWhich(InterviewState state, Question asked, ImmutableArray<(string Stored, Line Label)> meanings, Facts facts) => new(new(asked.Which))
    {
        Choices = [.. meanings.Select(meaning => new Choice(meaning.Stored, meaning.Label)), .. asked.IsOptional ? [new Choice(SkipChoice, new(asked.SkipLabel))] : ImmutableArray<Choice>.Empty],
        Prompt = state.Serial,
        Wanted = asked.Wanted,
        Bounds = asked.Bounds(facts),
    };

    private static Turn Put(Dialog dialog, InterviewState state, int serial, Question question, Answers answers, Facts facts)
    {
        // The same question about the same answers keeps its serial, so that its earlier buttons still work after an interruption.
        var isFirst = state.Asked != question.Id;
        var now = isFirst ? state with { Asked = question.Id, Serial = serial + 1, Misses = 0 } : state;
        ImmutableArray<Effect> lead = isFirst && !Marks(state.Given, question).Any() ? [.. question.Lead(answers, facts).Select(line => new Effect.Say(line))] : [];
        return new(now, Math.Max(serial, now.Serial), [.. lead, Question(dialog, now, question, answers, facts, "ask")]);
    }

    private static Effect.Say Question(Dialog dialog, InterviewState state, Question question, Answers answers, Facts facts, string how)
    {
        if (question.MayBeGuessed && state.Given.TryGetValue(Dialog.Guess(question.Id), out var guess) && question.Revive(guess, answers, facts) is { } value)
            return new(Line.Of("engine.guess", new("what", Key: $"{question.TextKey(dialog.Id)}.name"), question.Show(dialog.Id, value, answers, facts) with { Name = "value" }))
            {
                Choices = [new("yes", new("engine.guess-yes")), new("no", new("engine.guess-no"))],
                Prompt = state.Serial,
            };
        var slots = question.Slots(answers, facts);
        return new(new($"{question.TextKey(dialog.Id)}.{how}") { Slots = question.Number > 0 ? slots.Add(new("n", Words: $"{question.Number}")) : slots })
        {
            Choices = Choices(dialog, question, answers, facts, [.. Marks(state.Given, question)]),
            Prompt = state.Serial,
            Wanted = question.Wanted,
            Bounds = question.Bounds(facts),
            Sheet = question.Sheet(answers, facts),
        };
    }

    private static Turn PutReview(Dialog dialog, InterviewState state, int serial, Answers answers, Facts facts)
    {
        var now = state.Asked == ReviewId ? state : state with { Asked = ReviewId, Serial = serial + 1, Misses = 0 };
        ImmutableArray<Slot> slots = [.. Expanded(dialog, answers, facts).Select(question => answers.Has(question)
            ? question.Show(dialog.Id, answers.Value(question), answers, facts)
            : new Slot(question.Id, Key: "engine.nothing"))];
        if (dialog.Card(answers.AsText, facts) is { } card)
            slots = slots.Add(new("card", Line: card));
        return new(now, Math.Max(serial, now.Serial),
            [new Effect.Say(new($"{dialog.Id}.review.ask") { Slots = slots }) { Choices = ReviewChoices(dialog, answers, facts), Prompt = now.Serial }]);
    }

    private static ImmutableArray<Choice> ReviewChoices(Dialog dialog, Answers answers, Facts facts) =>
    [
        new("yes", new(dialog.ReviewYes)),
        .. Expanded(dialog, answers, facts).Where(question => question is { InReview: true, IsCarried: false })
            .Select(question => new Choice(ChangePrefix + question.Id, Line.Of("engine.change", new Slot("what", Key: $"{question.TextKey(dialog.Id)}.name")))),
        new("no", new("engine.review-no")),
    ];

    private static ImmutableArray<Choice> Choices(Dialog dialog, Question question, Answers answers, Facts facts, ImmutableArray<string> marked = default)
    {
        var choices = ImmutableArray.CreateBuilder<Choice>();
        foreach (var option in question.Options(answers, facts))
        {
            var label = new Line(option.Label ?? $"{question.TextKey(dialog.Id)}.{option.Id}") { Slots = option.Slots };
            choices.Add(new(option.Id, !marked.IsDefault && marked.Contains(option.Id) ? Line.Of("engine.marked", new Slot("label", Line: label)) : label));
        }
        if (!marked.IsDefaultOrEmpty)
            choices.Add(new(DoneChoice, new("engine.done")));
        if (question.IsOptional)
            choices.Add(new(SkipChoice, new(question.SkipLabel)));
        return choices.ToImmutable();
    }

    /// <summary>The answers that count, and the first question that applies and has none.</summary>
    private static (Answers Answers, Question? Next) Walk(Dialog dialog, ImmutableDictionary<string, string> given, Facts facts)
    {
        var answers = new Answers();
        foreach (var step in dialog.Questions)
            foreach (var question in step.Expand(answers))
            {
                if (!question.When(answers, facts) && !(question.CountsUnasked && given.ContainsKey(question.Id)))
                    continue;
                if (given.TryGetValue(question.Id, out var stored))
                {
                    if (stored == Skipped && question.IsOptional)
                        continue;
                    if (question.Revive(stored, answers, facts) is { } value)
                    {
                        answers.Add(question.Id, value, stored);
                        continue;
                    }
                }
                if (!question.IsCarried)
                    return (answers, question);
            }
        return (answers, null);
    }

    private static IEnumerable<Question> Expanded(Dialog dialog, Answers answers, Facts facts) =>
        dialog.Questions.SelectMany(step => step.Expand(answers)).Where(question => question.When(answers, facts));

    private static Question? Find(Dialog dialog, string? id, Answers answers) =>
        id is null ? null : dialog.Questions.SelectMany(step => step.Expand(answers)).FirstOrDefault(question => question.Id == id);

    private static InterviewState Forget(InterviewState state, string id) =>
        state with { Given = state.Given.Remove(id), Asked = null, Misses = 0 };

    private static ImmutableArray<Slot> Limits(Question question, Facts facts) =>
        question.Bounds(facts) is var (min, max) ? [new("min", Words: min), new("max", Words: max)] : [];

    private static Turn Prepend(Line line, Turn turn) => turn with { Effects = turn.Effects.Insert(0, new Effect.Say(line)) };
}
