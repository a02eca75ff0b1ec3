using System.Collections.Immutable;

namespace Assistant.Dialogs.Engine;

// Where an interview is: worked out from the answers, never stored.
partial class Interview
{
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
}
