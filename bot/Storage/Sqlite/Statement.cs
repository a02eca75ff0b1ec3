using System.Buffers.Text;
using System.Text;
using NodaTime;
using SQLitePCL;

namespace Assistant.Storage.Sqlite;

/// <summary>A prepared statement: bind by name, step, read by column. <see cref="Dispose"/> resets it for the next use.</summary>
internal sealed class Statement(Database database, sqlite3_stmt prepared) : IDisposable
{
    private const int GuidLength = 36;

    /// <summary>Longest text that is turned into bytes on the stack.</summary>
    private const int ShortText = 256;

    private readonly Dictionary<string, int> parameters = Parameters(prepared);
    private readonly nint handle = prepared.DangerousGetHandle();
    private bool isTaken;

    public Statement Take()
    {
        if (isTaken) throw new InvalidOperationException("this statement is being read already");
        isTaken = true;
        return this;
    }

    public Statement Bind(string name, long value) => Bound(Native.Bind(handle, parameters[name], value));

    public Statement Bind(string name, long? value) => value is { } known ? Bind(name, known) : Null(name);

    public Statement Bind(string name, Instant value) => Bind(name, value.ToUnixTimeMilliseconds());

    public Statement Bind(string name, Instant? value) => value is { } known ? Bind(name, known) : Null(name);

    public Statement Bind(string name, string? value)
    {
        if (value is null) return Null(name);
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> text = most <= ShortText ? stackalloc byte[ShortText] : new byte[most];
        return Bound(Native.BindText(handle, parameters[name], text[..Encoding.UTF8.GetBytes(value, text)]));
    }

    public Statement Bind(string name, Guid value)
    {
        Span<byte> text = stackalloc byte[GuidLength];
        Utf8Formatter.TryFormat(value, text, out _);
        return Bound(Native.BindText(handle, parameters[name], text));
    }

    public Statement Bind(string name, Guid? value) => value is { } known ? Bind(name, known) : Null(name);

    public Statement Bind(string name, ReadOnlySpan<byte> value) => Bound(Native.BindBlob(handle, parameters[name], value));

    public Statement Null(string name) => Bound(Native.BindNull(handle, parameters[name]));

    /// <returns>True when there is a row to read.</returns>
    public bool Step()
    {
        var code = Native.Step(handle);
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

    public bool IsNull(int column) => Native.Type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => Native.Number(handle, column);

    public int Int(int column) => (int)Long(column);

    public int? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    public Instant Instant(int column) => NodaTime.Instant.FromUnixTimeMilliseconds(Long(column));

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => Native.Bytes(handle, column);

    public string? Text(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(Bytes(column));

    public Guid Guid(int column) => Utf8Parser.TryParse(Bytes(column), out Guid value, out _) ? value : throw new FormatException("not an id");

    public Guid? GuidOrNull(int column) => IsNull(column) ? null : Guid(column);

    public void Dispose()
    {
        if (!isTaken) return;
        isTaken = false;
        // The code of reset repeats the last step's, which has been thrown already.
        _ = Native.Reset(handle);
        _ = Native.ClearBindings(handle);
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
