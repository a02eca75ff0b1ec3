using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assistant.Storage.Sqlite;

/// <summary>
/// The calls of SQLite that every statement makes by the dozen, by bare pointer: the binding's own count references of the handle at each, which costs as much as the call. What only sets or gets
/// a value in memory leaves the collector's guard out as well.
/// </summary>
internal static unsafe partial class Native
{
    private const string Library = "e_sqlite3";

    /// <summary>SQLite copies what it is given.</summary>
    private const nint Transient = -1;

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_clear_bindings"), SuppressGCTransition]
    public static partial int ClearBindings(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static partial int Bind(nint statement, int index, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static partial int BindNull(nint statement, int index);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial int Type(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long Number(nint statement, int column);

    public static int BindText(nint statement, int index, ReadOnlySpan<byte> text)
    {
        // The address of nothing would be NULL.
        fixed (byte* first = &MemoryMarshal.GetReference(text))
        {
            byte nothing;
            return BindText(statement, index, text.IsEmpty ? &nothing : first, text.Length, Transient);
        }
    }

    public static int BindBlob(nint statement, int index, ReadOnlySpan<byte> content)
    {
        fixed (byte* first = &MemoryMarshal.GetReference(content))
        {
            byte nothing;
            return BindBlob(statement, index, content.IsEmpty ? &nothing : first, content.Length, Transient);
        }
    }

    /// <summary>Valid until the next step.</summary>
    public static ReadOnlySpan<byte> Bytes(nint statement, int column)
    {
        var first = Blob(statement, column);
        return first is null ? [] : new(first, Length(statement, column));
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    private static partial int BindText(nint statement, int index, byte* text, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    private static partial int BindBlob(nint statement, int index, byte* content, int length, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    private static partial byte* Blob(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    private static partial int Length(nint statement, int column);

    /// <summary>How many rows the last statement of a connection inserted, updated or deleted.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_changes"), SuppressGCTransition]
    public static partial int Changes(nint connection);
}
