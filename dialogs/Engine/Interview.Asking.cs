using System.Collections.Immutable;

namespace Assistant.Dialogs.Engine;

// What is said of a question: how it is put, missed, and reviewed.
partial class Interview
{
    private static Turn Ask(Dialog dialog, InterviewState state, int serial, (Answers Answers, Question? Next) walk, Facts facts, bool confirmed = false)
    {
        var (answers, next) = walk;
        return next is not null ? Put(dialog, state, serial, next, answers, facts)
            : dialog.Review && !confirmed ? PutReview(dialog, state, serial, answers, facts)
            : Over(serial, dialog.Conclude(answers, facts));
    }

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
        return new(new($"{question.TextKey(dialog.Id)}.{how}") { Slots = question.Number > 0 ? [.. slots, new("n", Words: $"{question.Number}"), .. question.SlotsNth(question.Number, answers, facts)] : slots })
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

    private static ImmutableArray<Slot> Limits(Question question, Facts facts) =>
        question.Bounds(facts) is var (min, max) ? [new("min", Words: min), new("max", Words: max)] : [];

    private static Turn Prepend(Line line, Turn turn) => turn with { Effects = turn.Effects.Insert(0, new Effect.Say(line)) };
}
