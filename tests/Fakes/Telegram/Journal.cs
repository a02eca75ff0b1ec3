using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <param name="At">Since the double started, on its monotonic clock.</param>
/// <param name="Code">200, or the error's.</param>
public sealed record JournalEntry(TimeSpan At, string Method, JsonObject Parameters, int Code, string? Description);

/// <summary>Every call with what it came to, and every rule that was broken.</summary>
public sealed class Journal
{
    private readonly Lock gate = new();
    private readonly List<JournalEntry> entries = [];
    private readonly List<string> violations = [];
    private long count;

    /// <summary>A breach found in a call refuses the call.</summary>
    internal bool IsStrict { get; init; }

    /// <summary>Off for load: then only the calls are counted.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>Calls that succeeded or not.</summary>
    public long Count => Interlocked.Read(ref count);

    public ImmutableArray<JournalEntry> Entries
    {
        get { lock (gate) return [.. entries]; }
    }

    /// <summary>What a careful bot never does: a test asks that it is empty.</summary>
    public ImmutableArray<string> Violations
    {
        get { lock (gate) return [.. violations]; }
    }

    public ImmutableArray<JournalEntry> Of(string method) => [.. Entries.Where(entry => entry.Method.Equals(method, StringComparison.OrdinalIgnoreCase))];

    internal void Add(JournalEntry entry)
    {
        Interlocked.Increment(ref count);
        if (!Keeps)
            return;
        lock (gate)
            entries.Add(entry);
    }

    /// <summary>Notes a breach that shows in a call.</summary>
    /// <exception cref="ApiException">The double is strict.</exception>
    internal void Violate(string words)
    {
        Note(words);
        if (IsStrict)
            throw ApiException.Bad($"strict: {words}");
    }

    /// <summary>Notes a breach that no call shows.</summary>
    internal void Note(string words)
    {
        lock (gate)
            violations.Add(words);
    }
}
