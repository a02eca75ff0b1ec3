using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Assistant.Protocol;

namespace Assistant.Host.Control;

/// <summary>A verb to be run where the store is open.</summary>
/// <param name="Options">By name without dashes; a flag's value is <c>true</c>.</param>
public sealed record ControlRequest(string Verb, ImmutableDictionary<string, string> Options);

/// <summary>One line of a verb's answer. Exactly one of the values is set; <see cref="Exit"/> comes last.</summary>
/// <param name="Out">For the standard output.</param>
/// <param name="Err">For the standard error.</param>
/// <param name="Exit">The verb's exit code.</param>
public sealed record ControlLine(string? Out = null, string? Err = null, int? Exit = null);

/// <summary>What a person at the terminal said.</summary>
/// <param name="Who">Role in kebab case, with a name after a colon where several have the role: the user's and the conversation's id.</param>
/// <param name="Lang">ISO 639-1; used when we meet for the first time.</param>
/// <param name="Text">Typed words, or the label of the pressed button.</param>
/// <param name="Press">Handle of the pressed button.</param>
/// <param name="IsJoining">The chat was opened; nothing said yet.</param>
/// <param name="File">A file that is handed in with the words.</param>
public sealed record TalkSaid(string Who, string Lang, string? Text = null, string? Press = null, bool IsJoining = false, TalkFile? File = null);

/// <summary>A file from the terminal's own machine.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Content"><see langword="null"/>: it is larger than is taken.</param>
public sealed record TalkFile(string Name, long Size, ReadOnlyMemory<byte>? Content);

/// <param name="Receipt">What became of it; the turn is over when this arrives.</param>
/// <param name="IsUnasked">Nobody asked for a file, so nothing was taken.</param>
public sealed record TalkHeard(Receipt Receipt, bool IsUnasked = false);

/// <summary>What is new in a terminal's conversation.</summary>
/// <param name="Next">Ask for what is after this next time.</param>
public sealed record TalkLog(ImmutableArray<TalkEntry> Entries, long Next);

/// <param name="IsOwn">The person's own message; else one of ours.</param>
/// <param name="Message">Ours; <see langword="null"/> once its retention has passed.</param>
public sealed record TalkEntry(bool IsOwn, Message? Message = null);

/// <summary>Source-generated JSON of the control socket.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlLine))]
[JsonSerializable(typeof(TalkSaid))]
[JsonSerializable(typeof(TalkHeard))]
[JsonSerializable(typeof(TalkLog))]
internal sealed partial class ControlJson : JsonSerializerContext;
