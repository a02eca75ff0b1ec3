using System.Collections.Immutable;

namespace Assistant.Dialogs.Engine;

/// <summary>A list of questions and what follows from the answers. Holds no state of its own: one instance serves everybody.</summary>
public abstract class Dialog
{
    /// <summary>Stored with a running interview, and the prefix of its texts.</summary>
    public abstract string Id { get; }
    /// <summary>In the order they are asked. This list is the table of contents of the dialogue.</summary>
    public abstract IReadOnlyList<Step> Questions { get; }
    /// <summary>Show all answers and let the person change any of them before <see cref="Conclude"/>.</summary>
    public virtual bool Review => false;
    /// <summary>Label of the choice that agrees to the review.</summary>
    public virtual string ReviewYes => "engine.review-yes";
    /// <summary>Said when the review is refused.</summary>
    public virtual string Dropped => "engine.dropped";
    /// <summary>All answers as one text, for the placeholder <c>{card}</c> of the review; <see langword="null"/>: it has a placeholder for each.</summary>
    public virtual Line? Card(IReadOnlyDictionary<string, string> answers, Facts facts) => null;
    /// <summary>What must be in the facts.</summary>
    public virtual Needs Needs => Needs.Nothing;
    /// <summary>Asks about personal things: only after consent.</summary>
    public virtual bool IsPersonal => false;
    /// <summary>The one role that may hold it; <see langword="null"/>: see <see cref="Roles"/>.</summary>
    public virtual Audience? For => null;
    /// <summary>Who may hold it.</summary>
    public virtual ImmutableArray<Audience> Roles => For is { } only ? [only] : Rights.Everybody;
    /// <summary>What somebody else is told.</summary>
    public virtual Line NotYours => new("engine.not-yours");

    /// <summary>What follows from the answers. Called once, with every required question on the path answered.</summary>
    public abstract Conclusion Conclude(Answers answers, Facts facts);

    /// <summary>Answers that a correction in free words gives at the review, in stored form by question id; empty: it corrects nothing.</summary>
    /// <param name="given">What stands there now, in stored form.</param>
    public virtual ImmutableDictionary<string, string> Correct(Utterance said, ImmutableDictionary<string, string> given, Facts facts, Understanding with) => ImmutableDictionary<string, string>.Empty;

    /// <summary>What an answer that <see cref="Question.MayCorrect"/> corrects besides, as with <see cref="Correct"/>.</summary>
    public virtual ImmutableDictionary<string, string> Besides(Utterance said, ImmutableDictionary<string, string> given, Facts facts, Understanding with) => ImmutableDictionary<string, string>.Empty;

    /// <summary>Ids of answers that were given about the answer to a question: they go when it changes.</summary>
    public virtual ImmutableArray<string> GoWith(string id) => [];

    /// <summary>Answers that free words give besides, or instead of, an answer to the question asked, in stored form by question id. Those given already stay as they are.</summary>
    /// <param name="asked">The question asked; <see langword="null"/>: the words opened the dialogue.</param>
    public virtual ImmutableDictionary<string, string> Told(Utterance said, Question? asked, Answers answers, Facts facts, Understanding with) => ImmutableDictionary<string, string>.Empty;

    /// <summary>Key of an answer that was guessed and is confirmed by two buttons before it counts.</summary>
    public static string Guess(string question) => question + "?";

    /// <returns>The question that an answer or a guess belongs to.</returns>
    public static string QuestionOf(string key) => key.TrimEnd('?');

    /// <summary>What to say instead when the matter was settled elsewhere meanwhile; <see langword="null"/>: go on.</summary>
    public virtual Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => null;

    /// <summary>Said when it is taken up again after something else ended, before its question; <see langword="null"/>: the question says enough.</summary>
    public virtual Line? TakenUp(ImmutableDictionary<string, string> given, Facts facts) => null;
}

/// <summary>How a dialogue ends.</summary>
public sealed record Conclusion(params ImmutableArray<Effect> Effects)
{
    /// <summary>A dialogue to go on with.</summary>
    public HandOver? Next { get; init; }
    /// <summary>Whatever waited for this dialogue is dropped with it.</summary>
    public bool DropsPaused { get; init; }
    /// <summary>Nothing more is said or asked now, though something waits.</summary>
    public bool IsSilent { get; init; }
}

/// <summary>Another dialogue, with answers it needs not ask for.</summary>
/// <param name="Given">In stored form, by its question ids.</param>
public sealed record HandOver(string Dialog, ImmutableDictionary<string, string> Given)
{
    /// <summary>Nothing to carry.</summary>
    public HandOver(string dialog) : this(dialog, ImmutableDictionary<string, string>.Empty) { }
}
