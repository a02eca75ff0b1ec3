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
    private static readonly ImmutableArray<Audience> everybody = [.. Enum.GetValues<Audience>()];

    /// <summary>All rows, in a stable order.</summary>
    public static ImmutableArray<CommandRow> Of(Switchboard switchboard) =>
    [
        .. Enum.GetValues<Command>().Where(command => command != Command.None).Select(command => Row("command", Kebab(command.ToString()), Of(command))),
        .. switchboard.Dialogs.OrderBy(dialog => dialog.Id, StringComparer.Ordinal).Select(dialog => Row("dialog", dialog.Id, dialog.For is { } role ? [role] : everybody)),
        .. Enum.GetValues<RequestStep>().Select(step => Row("button", $"request:{Kebab(step.ToString())}", Of(step))),
        Row("button", "rate", everybody),
        Row("button", "service", everybody),
        Row("button", "lang", everybody),
        Row("button", "concern:seen", [Audience.Coordinator]),
        Row("button", "act", visitors),
        Row("button", "draft", visitors),
        Row("button", "family", visitors),
        Row("button", "learning", visitors),
        Row("button", "join", visitors),
        Row("button", "overview", everybody),
        Row("button", "summary", everybody),
        Row("button", "checkin", everybody),
        Row("button", "notebook", everybody),
        Row("button", "referral", [Audience.Caseworker]),
        Row("button", "statement", [Audience.Coordinator, Audience.Caseworker]),
        Row("button", "supported", [Audience.Caseworker]),
        Row("button", "told", [Audience.Caseworker]),
        Row("command", "code", everybody),
    ];

    private static readonly ImmutableArray<Audience> visitors = [Audience.SupportPerson, Audience.Counsellor, Audience.Coordinator];

    private static ImmutableArray<Audience> Of(Command command) => command switch
    {
        Command.Queue or Command.Today or Command.Feedback or Command.FamilyAdd or Command.NewGroup or Command.WorkState => [Audience.Coordinator],
        Command.Refer => [Audience.Caseworker],
        Command.Families => [.. visitors, Audience.Caseworker],
        Command.Statements => [Audience.Coordinator, Audience.Caseworker],
        Command.Acts or Command.Drafts or Command.Week or Command.Learning or Command.LearningAdd => visitors,
        _ => everybody,
    };

    private static ImmutableArray<Audience> Of(RequestStep step) => step switch
    {
        RequestStep.Take or RequestStep.Propose or RequestStep.Confirm or RequestStep.Decline or RequestStep.CallOff or RequestStep.HandOver or RequestStep.Release => [Audience.Coordinator],
        // Whoever made the request, whatever else they are.
        _ => everybody,
    };

    private static CommandRow Row(string kind, string id, ImmutableArray<Audience> roles) => new(kind, id, [.. roles.Select(role => Kebab(role.ToString()))]);

    private static string Kebab(string name) => string.Concat(name.Select((c, n) => char.IsUpper(c) ? (n == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>JSON of <c>list-commands</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ImmutableArray<CommandRow>))]
internal sealed partial class InventoryJson : JsonSerializerContext;
