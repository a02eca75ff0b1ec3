using System.Collections.Frozen;
using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs;

/// <summary>
/// Who may use which command, dialogue and button: the one list. The switchboard obeys it with every message, menus are made of it and <c>list-commands</c> prints it.
/// What is not in it may be used by nobody. Which family, group or request somebody reaches by it is another question, which the records answer.
/// </summary>
public static class Rights
{
    /// <summary>Whoever writes to us.</summary>
    public static ImmutableArray<Audience> Everybody { get; } = [.. Enum.GetValues<Audience>()];

    /// <summary>Those who work with families.</summary>
    public static ImmutableArray<Audience> Visitors { get; } = [Audience.SupportPerson, Audience.Coordinator, Audience.Counsellor];

    /// <summary>Those who work here or with us; one of them may lead a group.</summary>
    public static ImmutableArray<Audience> Workers { get; } = [.. Everybody.Where(role => role != Audience.Parent)];

    private static readonly ImmutableArray<Audience> coordinator = [Audience.Coordinator], caseworker = [Audience.Caseworker];

    /// <summary>Kinds of standing buttons, by what their ids begin with.</summary>
    private static readonly FrozenDictionary<string, ImmutableArray<Audience>> buttons = new Dictionary<string, ImmutableArray<Audience>>
    {
        // What it leads to has a row of its own.
        ["go"] = Everybody,
        ["lang"] = Everybody, ["service"] = Everybody, ["answer"] = Everybody, ["rate"] = Everybody,
        // Whoever talks, and whoever answers.
        ["relay"] = Everybody,
        // Members and leaders.
        ["group"] = Everybody,
        // An answer to what was written to many.
        ["broadcast"] = Everybody,
        // The family's own.
        ["checkin"] = Everybody, ["notebook"] = Everybody, ["overview"] = Everybody, ["summary"] = Everybody,
        ["act"] = Visitors, ["draft"] = Visitors, ["family"] = Visitors, ["learning"] = Visitors, ["join"] = Visitors,
        ["statement"] = [Audience.Coordinator, Audience.Caseworker],
        ["supported"] = caseworker, ["told"] = caseworker, ["referral"] = caseworker,
        ["concern"] = coordinator, ["duty"] = coordinator, ["people"] = coordinator,
    }.ToFrozenDictionary();

    /// <summary>All kinds of standing buttons, in a stable order, besides those about a request: each step of that has a row of its own.</summary>
    public static ImmutableArray<string> Buttons { get; } = [.. buttons.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whose a command is.</summary>
    public static ImmutableArray<Audience> Of(Command command) => command switch
    {
        Command.None => [],
        Command.Queue or Command.Today or Command.Feedback or Command.Duty or Command.People or Command.Invite or Command.Merge
            or Command.FamilyAdd or Command.NewGroup or Command.WorkState => coordinator,
        Command.Refer => caseworker,
        Command.Families => [.. Visitors, Audience.Caseworker],
        Command.Statements => [Audience.Coordinator, Audience.Caseworker],
        Command.Acts or Command.Drafts or Command.Week or Command.Learning or Command.LearningAdd => Visitors,
        Command.Broadcast or Command.Broadcasts or Command.Name => Workers,
        _ => Everybody,
    };

    /// <summary>Whether those whose command it is not mean something else by its words ("announcement"): they are read as any words, and do nothing of it.</summary>
    public static bool IsWordToOthers(Command command) => command is Command.Duty or Command.NewGroup or Command.Broadcast or Command.Broadcasts or Command.Name;

    /// <summary>Whose a step with a request is.</summary>
    public static ImmutableArray<Audience> Of(RequestStep step) => step switch
    {
        RequestStep.Take or RequestStep.Propose or RequestStep.Confirm or RequestStep.Decline or RequestStep.CallOff or RequestStep.HandOver or RequestStep.Release => coordinator,
        // Whoever made the request, whatever else they are.
        _ => Everybody,
    };

    /// <summary>Whose a kind of button is; nobody's when it is not in the list.</summary>
    public static ImmutableArray<Audience> OfButton(string kind) => buttons.GetValueOrDefault(kind, []);

    /// <summary>Kind of the buttons about a request.</summary>
    internal const string Requests = "request";

    /// <summary>Whether buttons of the kind exist.</summary>
    internal static bool IsButton(string kind) => kind == Requests || buttons.ContainsKey(kind);

    /// <summary>Whether this person may use the command now.</summary>
    public static bool May(Facts facts, Command command) => Has(facts, Of(command));

    /// <summary>Whether this person may hold the dialogue now.</summary>
    public static bool May(Facts facts, Dialog dialog) => Has(facts, dialog.Roles);

    /// <summary>Whether this person may press such a button now.</summary>
    /// <param name="pressed">Its id.</param>
    internal static bool May(Facts facts, Door door, string pressed) => Has(facts, door is Door.Request request ? Of(request.Step) : OfButton(KindOf(pressed)));

    /// <returns>What a button's id begins with.</returns>
    internal static string KindOf(string pressed) => pressed.Split(':', 2)[0];

    /// <summary>A name as the inventory writes it.</summary>
    public static string Kebab(string name) => string.Concat(name.Select((letter, at) => char.IsUpper(letter) ? (at == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>Everybody is a parent to us, whatever else they are.</summary>
    private static bool Has(Facts facts, ImmutableArray<Audience> whose) => whose.Contains(Audience.Parent) || facts.Roles.Any(whose.Contains);
}
