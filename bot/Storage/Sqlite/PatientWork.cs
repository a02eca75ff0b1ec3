using System.Runtime.ExceptionServices;
using Assistant.Records;

namespace Assistant.Storage.Sqlite;

/// <summary>A unit whose caller blocks until it is on disk.</summary>
internal sealed class PatientWork<T>(Func<IUnit, T> work) : IWork
{
    private readonly object gate = new();
    private T result = default!;
    private bool isOver;

    public Exception? Error { get; set; }

    public void Run(Unit unit) => result = work(unit);

    public void Complete()
    {
        lock (gate)
        {
            isOver = true;
            Monitor.Pulse(gate);
        }
    }

    public void Fail(StoreUnavailableException reason)
    {
        Error = new StoreUnavailableException(reason.Message, reason.InnerException);
        Complete();
    }

    public T Wait()
    {
        lock (gate)
            while (!isOver) Monitor.Wait(gate);
        if (Error is { } error) ExceptionDispatchInfo.Throw(error);
        return result;
    }
}
