using System.Collections.Immutable;
using System.Globalization;

namespace Assistant.Knowledge.Eligibility;

/// <summary>A condition of a rule: about one answer, or any or all of several others.</summary>
public abstract record Condition
{
    /// <summary>The answer that stands for "I don't know".</summary>
    public const string DontKnow = "unknown";

    /// <param name="answers">In stored form, by question; several choices are separated by commas.</param>
    public abstract Verdict Judge(IReadOnlyDictionary<string, string> answers);

    /// <summary>Whether an answer to <paramref name="question"/>, which was not asked yet, could still decide this.</summary>
    public abstract bool StillNeeds(string question, IReadOnlyDictionary<string, string> answers);

    /// <summary>All questions this is about; of a question asked about each of several, its name without the number.</summary>
    public abstract IEnumerable<string> Questions { get; }

    /// <summary>Why a verdict of yes holds: the texts <c>eligibility.because-{reason}</c>.</summary>
    public abstract IEnumerable<string> Because(IReadOnlyDictionary<string, string> answers);

    /// <summary>Why a verdict of no holds: the first texts <c>eligibility.otherwise-{reason}</c>.</summary>
    public abstract IEnumerable<string> Otherwise(IReadOnlyDictionary<string, string> answers);

    private Condition() { }

    /// <summary>About one answer: one of the choices, or a number within limits. With several choices given, one of them suffices.</summary>
    /// <param name="Unsure">Answers that leave it open, like "something else".</param>
    public sealed record Answer(string Question, ImmutableArray<string> Among, int? AtLeast, ImmutableArray<string> Unsure) : Condition
    {
        /// <summary>A number of at most so many.</summary>
        public int? AtMost { get; init; }

        /// <summary>The question that says of how many this was asked; it holds when it holds of one of them. <see langword="null"/>: asked once.</summary>
        public string? Each { get; init; }

        /// <summary>Reason to name when it holds.</summary>
        public string? Reason { get; init; }

        /// <summary>Reason to name when it does not.</summary>
        public string? ReasonNot { get; init; }

        /// <inheritdoc/>
        public override Verdict Judge(IReadOnlyDictionary<string, string> answers) => Each is null ? Judge(Question, answers)
            : Count(answers) is not { } count ? Verdict.Unknown
            : Enumerable.Range(1, count).Select(n => Judge($"{Question}.{n}", answers)).DefaultIfEmpty(Verdict.No).Max();

        private Verdict Judge(string question, IReadOnlyDictionary<string, string> answers)
        {
            if (!answers.TryGetValue(question, out var answer) || answer == DontKnow || Unsure.Contains(answer))
                return Verdict.Unknown;
            var holds = AtLeast is null && AtMost is null ? answer.Split(',').Any(Among.Contains)
                : int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && !(number < AtLeast) && !(number > AtMost);
            return holds ? Verdict.Yes : Verdict.No;
        }

        private int? Count(IReadOnlyDictionary<string, string> answers) =>
            answers.TryGetValue(Each!, out var answer) && int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

        /// <inheritdoc/>
        public override bool StillNeeds(string question, IReadOnlyDictionary<string, string> answers) => !answers.ContainsKey(question) && (Each is null
            ? question == Question
            : Judge(answers) is Verdict.Unknown && question.StartsWith(Question + ".", StringComparison.Ordinal));

        /// <inheritdoc/>
        public override IEnumerable<string> Questions => Each is null ? [Question] : [Each, Question];

        /// <inheritdoc/>
        public override IEnumerable<string> Because(IReadOnlyDictionary<string, string> answers) => Reason is not null && Judge(answers) is Verdict.Yes ? [Reason] : [];

        /// <inheritdoc/>
        public override IEnumerable<string> Otherwise(IReadOnlyDictionary<string, string> answers) => ReasonNot is not null && Judge(answers) is Verdict.No ? [ReasonNot] : [];
    }

    /// <summary>Several conditions, of which all or any must hold.</summary>
    public sealed record Several(bool All, ImmutableArray<Condition> Conditions) : Condition
    {
        /// <inheritdoc/>
        public override Verdict Judge(IReadOnlyDictionary<string, string> answers)
        {
            var verdicts = Conditions.Select(condition => condition.Judge(answers));
            return All ? verdicts.DefaultIfEmpty(Verdict.Yes).Min() : verdicts.DefaultIfEmpty(Verdict.No).Max();
        }

        /// <inheritdoc/>
        public override bool StillNeeds(string question, IReadOnlyDictionary<string, string> answers) =>
            Judge(answers) is Verdict.Unknown && Conditions.Any(condition => condition.StillNeeds(question, answers));

        /// <inheritdoc/>
        public override IEnumerable<string> Questions => Conditions.SelectMany(condition => condition.Questions);

        /// <inheritdoc/>
        public override IEnumerable<string> Because(IReadOnlyDictionary<string, string> answers) =>
            Judge(answers) is Verdict.Yes ? Conditions.Where(condition => condition.Judge(answers) is Verdict.Yes).SelectMany(condition => condition.Because(answers)).Distinct() : [];

        /// <inheritdoc/>
        public override IEnumerable<string> Otherwise(IReadOnlyDictionary<string, string> answers) =>
            Judge(answers) is not Verdict.No ? []
            : All ? Conditions.First(condition => condition.Judge(answers) is Verdict.No).Otherwise(answers)
            : Conditions.SelectMany(condition => condition.Otherwise(answers)).Distinct();
    }
}
