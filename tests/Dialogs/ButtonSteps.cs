using System.Collections.Immutable;
using Assistant.Dialogs;
using Assistant.Dialogs.Engine;

namespace Assistant.Tests.Dialogs;

/// <summary>Every standing button there is, as its id begins: the rows of the matrix. A kind that is missing here fails the tests that walk over the inventory.</summary>
internal static class ButtonSteps
{
    /// <summary>Steps by kind; a family's steps that begin a dialogue come from where the product lists them.</summary>
    private static readonly Dictionary<string, string[]> steps = new()
    {
        ["act"] = ["show", "change", "file", "inform", "send"],
        ["answer"] = [""],
        ["broadcast"] = ["send", "pause", "resume", "cancel", "again", "who", "show", "reply", "to-many", "to-question", "new"],
        ["checkin"] = ["good", "soso", "hard"],
        ["concern"] = ["seen"],
        ["draft"] = ["open", "drop"],
        ["duty"] = ["add", "remove", "swap", "ill", "out", "show"],
        ["family"] = ["show", "visit", "nudge", "more", "invite", "refer", "note", "overview", "voices", "codes", .. Assistant.Dialogs.Families.FamilyPage.Dialogs.Keys.Order(StringComparer.Ordinal)],
        ["go"] = ["acts"],
        ["group"] = ["new", "session", "names", "missed", "materials", "all", "sheet", "attend", "move", "cancel", "material", "show", "link", "asks", "close", "sessions", "matrix", "papers", "plan", "spread", "plan-file", "summary", "meet", "skip", "figures",
            "settle", "topic", "approve", "offsets", "override", "accept", "wait", "refuse", "agree", "leave", "coming", "absent", "late", "why", "use", "ask", "say", "change", "self"],
        ["join"] = ["yes", "no"],
        ["lang"] = [""],
        ["learning"] = ["held", "cancelled"],
        ["notebook"] = ["done"],
        ["overview"] = ["file"],
        ["people"] = ["leave", "away"],
        ["rate"] = ["1", "3"],
        ["referral"] = ["give", "refuse"],
        ["relay"] = ["take", "answer", "hand", "back", "show", "read", "end"],
        ["service"] = [""],
        ["statement"] = ["xlsx", "docx", "csv"],
        ["summary"] = ["answer", "file"],
        ["supported"] = ["star"],
        ["told"] = ["seen"],
    };

    /// <summary><c>act:show</c>, <c>request:take</c>, ...</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. steps.SelectMany(kind => kind.Value.Select(step => step.Length == 0 ? kind.Key : $"{kind.Key}:{step}")),
        .. Enum.GetValues<RequestStep>().Select(step => $"request:{Rights.Kebab(step.ToString()).Replace("-", "", StringComparison.Ordinal)}"),
    ];

    /// <returns>The inventory's row.</returns>
    public static string RowOf(string press) => press.Split(':') is ["request", var step]
        ? $"request:{Rights.Kebab(Enum.GetValues<RequestStep>().Single(one => one.ToString().Equals(step, StringComparison.OrdinalIgnoreCase)).ToString())}" : press.Split(':')[0];
}
