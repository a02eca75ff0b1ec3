using System.Collections.Immutable;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs.Engine;

/// <summary>What came of reading a reply.</summary>
/// <param name="Remark">Not understood: why it is no answer, e.g. a day the calendar does not have; said instead of asking in other words.
/// Understood: said before going on, e.g. which choice a number was taken for.</param>
public readonly record struct Reading<T>(bool Understood, T Value, Line? Remark = null)
{
    /// <summary>What it can mean, when it is not clear which: the person is asked.</summary>
    public ImmutableArray<(T Value, Line Label)> Meanings { get; init; }

    /// <summary>An answer.</summary>
    public static implicit operator Reading<T>(T value) => new(true, value);
}

/// <summary>Makes readings.</summary>
public static class Reading
{
    /// <summary>Understood, but no answer; <paramref name="key"/> says why.</summary>
    public static Reading<T> Refused<T>(string key) => new(false, default!, new Line(key));
}

/// <summary>Something to choose.</summary>
/// <param name="Id">Stored with the answer.</param>
/// <param name="Label">Text key; <see langword="null"/>: <c>{dialog}.{question}.{id}</c>.</param>
/// <param name="IsAlone">Among several answers: excludes the others, like "none of these".</param>
public sealed record Option(string Id, string? Label = null, bool IsAlone = false)
{
    /// <summary>Values for the label's placeholders.</summary>
    public ImmutableArray<Slot> Slots { get; init; } = [];

    /// <summary>An option labelled by the question's own texts.</summary>
    public static implicit operator Option(string id) => new(id);
}

/// <summary>A question, or a block of questions asked several times.</summary>
/// <param name="Id">Stored with the answer: rename or reuse it and people in mid-dialogue are asked again.</param>
public abstract record Step(string Id)
{
    /// <summary>The questions this comes down to, given the answers above it.</summary>
    internal abstract IEnumerable<Question> Expand(Answers answers);
}

/// <summary>Questions asked once for each of a number of things, e.g. for each child. Answers are read with <see cref="Question{T}.At"/>.</summary>
/// <param name="Count">Asked above; how many times.</param>
/// <param name="Questions">Asked for the first, then all of them for the second, and so on. Their texts have <c>{n}</c>.</param>
public sealed record Repeat(string Id, Question<int> Count, params ImmutableArray<Question> Questions) : Step(Id)
{
    internal override IEnumerable<Question> Expand(Answers answers) =>
        from n in Enumerable.Range(1, answers.Has(Count) ? answers.Get(Count) : 0) from question in Questions select question.Numbered(n);
}

/// <summary>One thing a dialogue needs to know. Texts: <c>{dialog}.{key}.ask</c>, <c>.again</c> after the first miss, <c>.examples</c> after the second, <c>.name</c> in the review.</summary>
public abstract record Question(string Id) : Step(Id)
{
    /// <summary>Part of the text keys.</summary>
    public string Key { get; init; } = Id;
    /// <summary>First part of the text keys, for questions that several dialogues ask; <see langword="null"/>: the dialogue's id.</summary>
    public string? Home { get; init; }
    /// <summary>Whether to ask at all, given the answers above it in the list.</summary>
    public Func<Answers, Facts, bool> When { get; init; } = static (_, _) => true;
    /// <summary>Of a question in a <see cref="Repeat"/>: whether to ask it of the n-th thing, from 1.</summary>
    public Func<int, Answers, Facts, bool> WhenNth { get; init; } = static (_, _, _) => true;
    /// <summary>An answer told unasked counts, though the question would not be asked.</summary>
    public bool CountsUnasked { get; init; }
    /// <summary>What follows from an answer follows as soon as it is told, though it was not asked yet: nobody waits with danger.</summary>
    public bool FollowsUnasked { get; init; }
    /// <summary>The words that answer it may also say what is to be otherwise: <see cref="Dialog.Besides"/>.</summary>
    public bool MayCorrect { get; init; }
    /// <summary>May be filled from the message that opened the dialogue.</summary>
    public bool FromOpening { get; init; }
    /// <summary>May be left unanswered.</summary>
    public bool IsOptional { get; init; }
    /// <summary>Given by whoever began the dialogue, never asked.</summary>
    public bool IsCarried { get; init; }
    /// <summary>An answer may be guessed from something said before (<see cref="Dialog.Guess"/>): two buttons confirm it. Needs the text <c>.name</c>.</summary>
    public bool MayBeGuessed { get; init; }
    /// <summary>Shown in the review and can be changed there.</summary>
    public bool InReview { get; init; } = true;
    /// <summary>Choices to tap, in order.</summary>
    public Func<Answers, Facts, ImmutableArray<Option>> Options { get; init; } = static (_, _) => [];
    /// <summary>Said before the question when it is first put.</summary>
    public Func<Answers, Facts, IEnumerable<Line>> Lead { get; init; } = static (_, _) => [];
    /// <summary>Values for the placeholders of the question's texts.</summary>
    public Func<Answers, Facts, ImmutableArray<Slot>> Slots { get; init; } = static (_, _) => [];
    /// <summary>Of a question in a <see cref="Repeat"/>: values about the n-th thing, from 1.</summary>
    public Func<int, Answers, Facts, ImmutableArray<Slot>> SlotsNth { get; init; } = static (_, _, _) => [];
    /// <summary>Of an answer in stored form: it settles the matter, so that nothing more is asked and nothing concluded. What is to be said then stands in <see cref="Question{T}.Then"/>.</summary>
    public Func<string, bool> Settles { get; init; } = static _ => false;
    /// <summary>What to offer beside free text.</summary>
    public Wanted Wanted { get; init; } = Wanted.Text;
    /// <summary>Least and greatest value offered.</summary>
    public Func<Facts, (string? Min, string? Max)> Bounds { get; init; } = static _ => (null, null);
    /// <summary>Fields that answer it at once, where the channel has such.</summary>
    public Func<Answers, Facts, Sheet?> Sheet { get; init; } = static (_, _) => null;
    /// <summary>Text key of the answer to "why do you ask?".</summary>
    public string Why { get; init; } = "engine.why";
    /// <summary>Text key that asks which of several meanings of a reply is meant.</summary>
    public string Which { get; init; } = "engine.which";
    /// <summary>Label of the choice that leaves an optional question unanswered.</summary>
    public string SkipLabel { get; init; } = "engine.skip";
    /// <summary>Tapping a choice marks it; a last tap says that these are all.</summary>
    internal bool TakesSeveral { get; init; }
    /// <summary>Takes whatever is said as its answer.</summary>
    internal bool TakesWords { get; init; }
    /// <summary>Which of several it is, from 1; 0: not repeated.</summary>
    public int Number { get; init; }

    internal string TextKey(string dialog) => $"{Home ?? dialog}.{Key}";

    internal override IEnumerable<Question> Expand(Answers answers) => [this];

    /// <returns>The answer in stored form; or why it is none.</returns>
    internal abstract Reading<string> Read(Hearing hearing);
    /// <returns><see langword="null"/> when an older release stored something this one cannot use: it is asked again.</returns>
    internal abstract object? Revive(string stored, Answers answers, Facts facts);
    /// <summary>The answer as the review shows it.</summary>
    internal abstract Slot Show(string dialog, object value, Answers answers, Facts facts);
    /// <summary>What follows at once from an answer.</summary>
    internal abstract IEnumerable<Effect> Follow(object value, Answers answers, Facts facts);
    internal abstract Question Numbered(int n);
}

/// <summary>A reply being read.</summary>
/// <param name="Choices">The choices the question has now.</param>
internal sealed record Hearing(Utterance Said, Answers Answers, Facts Facts, ImmutableArray<Choice> Choices, Understanding With)
{
    /// <summary>Labels in all languages, for typed choices.</summary>
    public IReadOnlyList<ChoiceWords> Labels => [.. Choices.Select(choice => With.Labels.Of(choice.Label))];

    /// <summary>The choice tapped or named; <see langword="null"/>: none. A yes is said, never counted: "one" must not mean that somebody agrees.</summary>
    public string? Chosen => Said.Pressed is { } pressed
        ? Choices.Any(choice => choice.Id == pressed) ? pressed : null
        : With.Replies.Choice(Said.Text, Labels, byPlace: !Choices.Any(choice => choice.Id == "yes")) is { } index ? Choices[index].Id : null;
}

/// <summary>A question, and the typed key to its answer.</summary>
public sealed record Question<T> : Question where T : notnull
{
    internal Question(string id, Func<Hearing, Reading<T>> understand, Func<T, string> write, Func<string, Answers, Facts, Reading<T>> parse) : base(id) =>
        (Understand, Write, Parse) = (understand, write, parse);

    internal Func<Hearing, Reading<T>> Understand { get; init; }
    private Func<T, string> Write { get; }
    private Func<string, Answers, Facts, Reading<T>> Parse { get; }
    /// <summary>The answer as the review shows it to this person; the slot's name does not matter.</summary>
    public Func<T, Facts, Slot>? Shown { get; init; }
    /// <summary>What follows at once from an answer, given those above it: repeating a time so that a misunderstanding shows, raising a concern.</summary>
    public Func<T, Answers, Facts, IEnumerable<Effect>> Then { get; init; } = static (_, _, _) => [];

    /// <summary>The key to the answer about the <paramref name="n"/>th thing of a <see cref="Engine.Repeat"/>, from 1.</summary>
    public Question<T> At(int n)
    {
        var (when, nth) = (When, WhenNth);
        return this with { Id = $"{Id}.{n}", Key = Key, Number = n, When = (answers, facts) => when(answers, facts) && nth(n, answers, facts) };
    }

    /// <summary>In stored form, for handing over to another dialogue.</summary>
    public string Stored(T value) => Write(value);

    internal override Question Numbered(int n) => At(n);

    internal override Reading<string> Read(Hearing hearing)
    {
        var reading = Understand(hearing);
        return new(reading.Understood, reading.Understood ? Write(reading.Value) : "", reading.Remark)
        {
            Meanings = reading.Meanings.IsDefaultOrEmpty ? [] : [.. reading.Meanings.Select(meaning => (Write(meaning.Value), meaning.Label))],
        };
    }

    internal override object? Revive(string stored, Answers answers, Facts facts) =>
        Parse(stored, answers, facts) is { Understood: true } reading ? reading.Value : null;

    internal override Slot Show(string dialog, object value, Answers answers, Facts facts) =>
        Shown is not null ? Shown((T)value, facts) with { Name = Id } : new Slot(Id, Line: ShowStored(dialog, Write((T)value), Options(answers, facts)));

    private Line ShowStored(string dialog, string stored, ImmutableArray<Option> options)
    {
        Line Label(string id) => options.FirstOrDefault(option => option.Id == id) is { } option
            ? new(option.Label ?? $"{TextKey(dialog)}.{option.Id}") { Slots = option.Slots }
            : Line.Of("engine.words", new Slot("words", Words: id));
        return TakesSeveral
            ? stored.Split(',').Select(Label).Aggregate((left, right) => Line.Of("engine.list", new Slot("left", Line: left), new Slot("right", Line: right)))
            : Label(stored);
    }

    internal override IEnumerable<Effect> Follow(object value, Answers answers, Facts facts) => Then((T)value, answers, facts);
}
