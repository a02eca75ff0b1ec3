using System.Buffers.Text;
using System.Text;
using NodaTime;
using SQLitePCL;

namespace Assistant.Storage.Sqlite;

/// <summary>A prepared statement: bind by name, step, read by column. <see cref="Dispose"/> resets it for the next use.</summary>
internal sealed class Statement(Database database, sqlite3_stmt prepared) : IDisposable
{
    private const int GuidLength = 36;

    private readonly Dictionary<string, int> parameters = Parameters(prepared);
    private bool isTaken;

    public Statement Take()
    {
        if (isTaken) throw new InvalidOperationException("this statement is being read already");
        isTaken = true;
        return this;
    }

    public Statement Bind(string name, long value) => Bound(raw.sqlite3_bind_int64(prepared, parameters[name], value));

    public Statement Bind(string name, long? value) => value is { } known ? Bind(name, known) : Null(name);

    public Statement Bind(string name, Instant value) => Bind(name, value.ToUnixTimeMilliseconds());

    public Statement Bind(string name, Instant? value) => value is { } known ? Bind(name, known) : Null(name);

    public Statement Bind(string name, string? value) =>
        value is null ? Null(name) : Bound(raw.sqlite3_bind_text(prepared, parameters[name], value));

    public Statement Bind(string name, Guid value)
    {
        Span<byte> text = stackalloc byte[GuidLength];
        Utf8Formatter.TryFormat(value, text, out _);
        return Bound(raw.sqlite3_bind_text(prepared, parameters[name], text));
    }

    public Statement Bind(string name, Guid? value) => value is { } known ? Bind(name, known) : Null(name);

    /// <param name="value">At least one byte.</param>
    public Statement Bind(string name, ReadOnlySpan<byte> value) => Bound(raw.sqlite3_bind_blob(prepared, parameters[name], value));

    public Statement Null(string name) => Bound(raw.sqlite3_bind_null(prepared, parameters[name]));

    /// <returns>True when there is a row to read.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(prepared);
        database.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs to the end.</summary>
    /// <returns>How many rows were inserted, updated or deleted.</returns>
    public int Run()
    {
        while (Step()) { }
        return database.Changes;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(prepared, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(prepared, column);

    public int Int(int column) => (int)Long(column);

    public int? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    public Instant Instant(int column) => NodaTime.Instant.FromUnixTimeMilliseconds(Long(column));

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(prepared, column);

    public string? Text(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(Bytes(column));

    public Guid Guid(int column) => Utf8Parser.TryParse(Bytes(column), out Guid value, out _) ? value : throw new FormatException("not an id");

    public Guid? GuidOrNull(int column) => IsNull(column) ? null : Guid(column);

    public void Dispose()
    {
        if (!isTaken) return;
        isTaken = false;
        // The code of reset repeats the last step's, which has been thrown already.
        _ = raw.sqlite3_reset(prepared);
        _ = raw.sqlite3_clear_bindings(prepared);
    }

    public void Close() => prepared.Dispose();

    private Statement Bound(int code)
    {
        database.Check(code);
        return this;
    }

    private static Dictionary<string, int> Parameters(sqlite3_stmt prepared)
    {
        Dictionary<string, int> byName = new(StringComparer.Ordinal);
        for (var index = raw.sqlite3_bind_parameter_count(prepared); index > 0; index--)
            byName.Add(raw.sqlite3_bind_parameter_name(prepared, index).utf8_to_string(), index);
        return byName;
    }
}
