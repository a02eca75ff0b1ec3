using Assistant.Records;

namespace Assistant.Storage.Sqlite;

/// <summary>A unit waiting for the writer.</summary>
internal interface IWork
{
    /// <summary>Runs it and keeps the result for <see cref="Succeed"/>.</summary>
    void Run(Unit unit);

    /// <summary>Its own fault: rolled back alone.</summary>
    Exception? Error { get; set; }

    /// <summary>Hands the result, or <see cref="Error"/>, to the caller.</summary>
    void Complete();

    /// <summary>The batch was lost.</summary>
    void Fail(StoreUnavailableException reason);
}

/// <inheritdoc cref="IWork"/>
internal sealed class Work<T>(Func<IUnit, T> work) : TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously), IWork
{
    private T result = default!;

    public Exception? Error { get; set; }

    public void Run(Unit unit) => result = work(unit);

    public void Complete()
    {
        if (Error is null) SetResult(result);
        else SetException(Error);
    }

    public void Fail(StoreUnavailableException reason) => SetException(new StoreUnavailableException(reason.Message, reason.InnerException));
}
