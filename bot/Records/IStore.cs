using NodaTime;

namespace Assistant.Records;

/// <summary>
/// The one way to durable state. A unit of work either commits whole or not at all, and what <see cref="Write{T}"/> returned is on disk.
/// </summary>
public interface IStore
{
    /// <summary>Runs <paramref name="work"/> in a transaction of its own and waits until it is synced to disk.</summary>
    /// <param name="work">Database work only, re-runnable: it may be run again after a conflict. An exception rolls back this unit alone.</param>
    /// <param name="cancellationToken">Honoured only until the unit is queued: after that the answer is awaited, since a cancelled wait must not read as "not saved".</param>
    /// <exception cref="StoreUnavailableException">The disk is full, read-only or failing, or too much waits. The unit does not count as saved; repeat it later with the same keys.</exception>
    ValueTask<T> Write<T>(Func<IUnit, T> work, CancellationToken cancellationToken);

    /// <summary>Runs <paramref name="work"/> on a read-only snapshot of the last committed state.</summary>
    ValueTask<T> Read<T>(Func<IUnit, T> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs more work inside a unit under way, so that one sync serves both. Only its own fault undoes it: then the unit stands without it.
    /// </summary>
    /// <param name="unit">Of a <see cref="Write{T}"/> under way.</param>
    /// <param name="work">Short, since all writes wait for it, and such that it may as well be done by a later unit.</param>
    /// <returns>False: undone, or not tried since too much waits or each unit is committed by itself; do it in a unit of its own.</returns>
    bool Along(IUnit unit, Action<IUnit> work);

    /// <summary>Whether what would be handed to <see cref="Along"/> now stands or falls with its unit: its fault makes the unit run again, and then this is false.</summary>
    bool IsOneWithAlong(IUnit unit) => false;

    /// <summary>False while writes are being refused (disk full, read-only); the health endpoint shows it.</summary>
    bool IsWritable { get; }
}

/// <summary>A transaction under way. Handed to the ports; it means nothing outside the <see cref="IStore"/> call that gave it.</summary>
public interface IUnit
{
    /// <summary>The instant this unit began: one time for all of its rows.</summary>
    Instant Now { get; }
}

/// <summary>The store cannot save just now. The caller answers 503 and the sender tries again.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Somebody else changed the row first: take the turn again on fresh facts.</summary>
public sealed class ConflictException(string message) : Exception(message);
