using System.Diagnostics;

namespace Assistant.Storage.Sqlite;

/// <summary>How long one commit may spend on work that rides along with its units: everybody in it waits for that. For the writer's thread.</summary>
internal sealed class RideTime
{
    /// <summary>A turn takes a tenth of a millisecond or two: dozens share a sync, and a long one holds nobody up for long.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMilliseconds(10);

    private TimeSpan spent;

    /// <summary>Whether something may ride along with the next unit.</summary>
    public bool IsLeft => spent < Most;

    /// <summary>A new commit begins.</summary>
    public void Restart() => spent = TimeSpan.Zero;

    /// <param name="began">A <see cref="Stopwatch"/> timestamp.</param>
    public void SpendSince(long began) => spent += Stopwatch.GetElapsedTime(began);
}
