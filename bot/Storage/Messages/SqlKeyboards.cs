using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Messages;

/// <inheritdoc cref="IKeyboards"/>
internal sealed class SqlKeyboards : IKeyboards
{
    // Only a keyed hash of the handle is kept: who reads the file cannot press a button.
    private const string Handle = "keyboard";

    public void Keep(IUnit unit, Keyboard keyboard)
    {
        var my = Unit.Of(unit);
        var key = Key(my, keyboard.Handle);
        using var insert = my.Sql("""
            INSERT INTO keyboard (handle, conversation, person, prompt, expires, body) VALUES (@handle, @conversation, @person, @prompt, @expires, @body)
            """);
        insert.Bind("@handle", key).Bind("@conversation", keyboard.Conversation.Value).Bind("@person", keyboard.Person.Value).Bind("@prompt", keyboard.Prompt).Bind("@expires", keyboard.Expires)
            .Bind("@body", my.Sealer.Seal(Field.Keyboard, key, keyboard.Person.Value, my.Sealer.Json.Strings(keyboard.Choices))).Run();
    }

    public Keyboard? Find(IUnit unit, string handle)
    {
        var my = Unit.Of(unit);
        var key = Key(my, handle);
        using var read = my.Sql("SELECT conversation, person, prompt, expires, body FROM keyboard WHERE handle = @handle AND expires > @now");
        if (!read.Bind("@handle", key).Bind("@now", my.Now).Step()) return null;
        var person = read.Guid(1);
        var choices = my.Sealer.Open(Field.Keyboard, key, person, read.Bytes(4), out var isErased);
        return isErased ? null : new(handle, new(read.Guid(0)), new(person), Choices(choices), read.IntOrNull(2), read.Instant(3));
    }

    /// <summary>The time of a handle stands before its hash: keyboards of one time lie side by side, for each would touch a page of its own otherwise.</summary>
    private static UInt128 Key(Unit my, string handle)
    {
        var hash = my.Pseudonyms.Of(Handle, handle);
        var length = handle.Length switch { Keyboard.HandleLength => Keyboard.TimeLength, FirstHandleLength => FirstTimeLength, _ => 0 };
        Span<byte> time = stackalloc byte[sizeof(long)];
        var at = time[(time.Length - length * 3 / 4)..];
        if (length == 0 || !Base64Url.TryDecodeFromChars(handle.AsSpan(0, length), at, out var decoded) || decoded != at.Length) return hash;
        var hashBits = 128 - 8 * decoded;
        return (UInt128)BinaryPrimitives.ReadUInt64BigEndian(time) << hashBits | hash & ((UInt128.One << hashBits) - 1);
    }

    /// <summary>Handles of older releases told the minute.</summary>
    private const int FirstTimeLength = 4, FirstHandleLength = FirstTimeLength + 22;

    private static ImmutableArray<string> Choices(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        var choices = ImmutableArray.CreateBuilder<string>();
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.String) choices.Add(reader.GetString()!);
        return choices.DrainToImmutable();
    }
}
