using System.Collections.Immutable;

namespace Assistant.Dialogs.Engine;

/// <summary>The answers that count now: hidden and unreadable ones are left out.</summary>
public sealed class Answers
{
    private readonly ImmutableDictionary<string, object> values;

    private Answers(ImmutableDictionary<string, object> values, ImmutableDictionary<string, string> asText) =>
        (this.values, AsText) = (values, asText);

    /// <summary>No answers yet.</summary>
    public static Answers None { get; } = new(ImmutableDictionary<string, object>.Empty, ImmutableDictionary<string, string>.Empty);

    /// <summary>In stored form, by question id: what eligibility rules read.</summary>
    public ImmutableDictionary<string, string> AsText { get; }

    internal Answers With(string id, object value, string stored) => new(values.SetItem(id, value), AsText.SetItem(id, stored));

    /// <summary>Whether the question was answered on this path; skipped is not answered.</summary>
    public bool Has(Question question) => values.ContainsKey(question.Id);

    /// <exception cref="InvalidOperationException">The question was not asked on this path, or was skipped: a mistake in the dialogue.</exception>
    public T Get<T>(Question<T> question) where T : notnull =>
        values.TryGetValue(question.Id, out var value)
            ? (T)value
            : throw new InvalidOperationException($"Question '{question.Id}' has no answer on this path. Ask it earlier in the list, or test Has first.");

    /// <returns><see langword="null"/> when it was not asked on this path, or skipped.</returns>
    public string? Find(Question<string> question) => Has(question) ? Get(question) : null;

    internal object Value(Question question) => values[question.Id];
}
