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

    /// <summary>All questions this is about.</summary>
    public abstract IEnumerable<string> Questions { get; }

    private Condition() { }

    /// <summary>About one answer: one of the choices, or a number of at least so many. With several choices given, one of them suffices.</summary>
    /// <param name="Unsure">Answers that leave it open, like "something else".</param>
    public sealed record Answer(string Question, ImmutableArray<string> Among, int? AtLeast, ImmutableArray<string> Unsure) : Condition
    {
        /// <inheritdoc/>
        public override Verdict Judge(IReadOnlyDictionary<string, string> answers)
        {
            if (!answers.TryGetValue(Question, out var answer) || answer == DontKnow || Unsure.Contains(answer))
                return Verdict.Unknown;
            var holds = AtLeast is { } least
                ? int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
                : answer.Split(',').Any(Among.Contains);
            return holds ? Verdict.Yes : Verdict.No;
        }

        /// <inheritdoc/>
        public override bool StillNeeds(string question, IReadOnlyDictionary<string, string> answers) => question == Question && !answers.ContainsKey(question);

        /// <inheritdoc/>
        public override IEnumerable<string> Questions => [Question];
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
    }
}
