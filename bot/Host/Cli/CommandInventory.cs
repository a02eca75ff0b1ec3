using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Assistant.Dialogs;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Replies;

namespace Assistant.Host.Cli;

/// <summary>Something a person can do, and who may: a row of the authorisation matrix.</summary>
/// <param name="Kind"><c>command</c>: words or menu; <c>dialog</c>: a conversation with questions; <c>button</c>: a choice that stays valid under its message.</param>
/// <param name="Roles">In kebab case.</param>
public sealed record CommandRow(string Kind, string Id, ImmutableArray<string> Roles);

/// <summary>Everything people can do. A new command without a row here is a failing test.</summary>
public static class CommandInventory
{
    /// <summary>All rows, in a stable order: what <see cref="Rights"/> lets people do, and nothing else.</summary>
    public static ImmutableArray<CommandRow> Of(Switchboard switchboard) =>
    [
        .. Enum.GetValues<Command>().Where(command => command != Command.None).Select(command => Row("command", Rights.Kebab(command.ToString()), Rights.Of(command))),
        .. switchboard.Dialogs.OrderBy(dialog => dialog.Id, StringComparer.Ordinal).Select(dialog => Row("dialog", dialog.Id, dialog.Roles)),
        .. Enum.GetValues<RequestStep>().Select(step => Row("button", $"request:{Rights.Kebab(step.ToString())}", Rights.Of(step))),
        .. Rights.Buttons.Select(kind => Row("button", kind, Rights.OfButton(kind))),
        // A one-time code that was handed out.
        Row("command", "code", Rights.Everybody),
    ];

    private static CommandRow Row(string kind, string id, ImmutableArray<Audience> roles) => new(kind, id, [.. roles.Select(role => Rights.Kebab(role.ToString()))]);
}

/// <summary>JSON of <c>list-commands</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ImmutableArray<CommandRow>))]
internal sealed partial class InventoryJson : JsonSerializerContext;
