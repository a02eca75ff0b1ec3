using Assistant.Records;

namespace Assistant.Storage.Sqlite;

/// <inheritdoc cref="IStore"/>
internal sealed class SqliteStore(GroupWriter writer, ReaderPool readers) : IStore
{
    public bool IsWritable => writer.Refusal is null;

    public ValueTask<T> Write<T>(Func<IUnit, T> work, CancellationToken cancellationToken) => writer.Write(work, cancellationToken);

    public bool Along(IUnit unit, Action<IUnit> work) => Unit.Of(unit).Along(work);

    public bool IsOneWithAlong(IUnit unit) => Unit.Of(unit).IsOneWithAlong;

    public ValueTask<T> Read<T>(Func<IUnit, T> work, CancellationToken cancellationToken) => readers.Read(work, cancellationToken);
}
