namespace Assistant.Dialogs.Engine;

/// <summary>The answers that count now: hidden and unreadable ones are left out.</summary>
public sealed class Answers
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> asText = new(StringComparer.Ordinal);

    internal Answers()
    {
    }

    /// <summary>In stored form, by question id: what eligibility rules read.</summary>
    public IReadOnlyDictionary<string, string> AsText => asText;

    /// <summary>Only while the list is walked: questions see the answers above them, and nobody keeps them longer than a turn.</summary>
    internal void Add(string id, object value, string stored)
    {
        values[id] = value;
        asText[id] = stored;
    }

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
