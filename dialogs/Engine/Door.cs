using Assistant.Knowledge;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs.Engine;

/// <summary>What a standing choice leads to, read from its id. Ids come from buttons, so anything may be in them.</summary>
internal abstract record Door
{
    private Door() { }

    /// <summary><c>go:appointment</c>, <c>go:appointment:support-person</c>.</summary>
    public sealed record Go(Command Where, string? What) : Door;
    /// <summary><c>lang:ru</c>, <c>lang:et-easy</c>.</summary>
    public sealed record Language(Lang Lang, Register Register) : Door;
    /// <summary><c>service:support-person</c>.</summary>
    public sealed record Service(string Id) : Door;
    /// <summary><c>answer:support_person.cost</c>.</summary>
    public sealed record Answer(string Label) : Door;
    /// <summary><c>request:take:ID</c>.</summary>
    public sealed record Request(RequestStep Step, string Id) : Door;
    /// <summary><c>rate:3:ID</c>.</summary>
    public sealed record Rate(int Score, string Id) : Door;
    /// <summary><c>concern:seen:ID</c>.</summary>
    public sealed record Concern(string Id) : Door;

    /// <summary><c>relay:take:ID</c>, <c>relay:to:ID:PERSON</c>.</summary>
    public sealed record Relay(string Step, string Id, string? To) : Door;
    /// <summary><c>duty:add</c>, <c>duty:remove:ID</c>.</summary>
    public sealed record Duty(string Step, string? What) : Door;
    /// <summary><c>people:leave:ID</c>, <c>people:invite</c>.</summary>
    public sealed record People(string What, string? Id) : Door;

    /// <summary><c>act:show:ID</c>, <c>draft:open:KEY</c>, <c>family:assign:ID</c>.</summary>
    public sealed record Case(string Kind, string Step, string Id) : Door;
    /// <summary><c>group:show:ID</c>, <c>group:why:ID:ill</c>.</summary>
    public sealed record Group(string Step, string Id, string? What) : Door;

    /// <summary><c>broadcast:pause:ID</c>.</summary>
    public sealed record Broadcast(string Step, string Id) : Door;

    /// <returns><see langword="null"/>: not a standing choice, or none we know.</returns>
    public static Door? Of(Utterance said) => said.Prompt is not null ? null : said.Pressed?.Split(':', 3) switch
    {
        // What nobody is named for leads nowhere.
        [var kind, ..] when !Rights.IsButton(kind) => null,
        ["go", var where] => ParseGo(where, null),
        ["go", var where, var what] => ParseGo(where, what),
        ["lang", var code] when Langs.Parse(code) is { } lang => new Language(lang, Registers.Of(code)),
        ["service", var id] => new Service(id),
        ["answer", var label] => new Answer(label),
        [Rights.Requests, var step, var id] when Enum.TryParse<RequestStep>(step, ignoreCase: true, out var known) && Enum.IsDefined(known) => new Request(known, id),
        ["rate", ("1" or "2" or "3") and var score, var id] => new Rate(score[0] - '0', id),
        ["people", var what] => new People(what, null),
        ["people", var what, var id] => new People(what, id),
        [("act" or "learning" or "draft" or "family" or "statement" or "supported" or "told" or "referral" or "join" or "checkin" or "notebook" or "overview" or "summary") and var kind, var step, var id] => new Case(kind, step, id),
        ["concern", "seen", var id] => new Concern(id),
        ["relay", var step, var rest] => rest.Split(':') is [var id, var to] ? new Relay(step, id, to) : new Relay(step, rest, null),
        ["group", var step, var rest] => rest.Split(':', 2) is [var id, var what] ? new Group(step, id, what) : new Group(step, rest, null),
        ["broadcast", var step, var id] => new Broadcast(step, id),
        ["duty", var step] => new Duty(step, null),
        ["duty", var step, var what] => new Duty(step, what),
        _ => null,
    };

    private static Go? ParseGo(string where, string? what) => where switch
    {
        "eligibility" => new(Command.Eligibility, what),
        "appointment" => new(Command.Appointment, what),
        "services" => new(Command.Services, what),
        "human" => new(Command.Human, what),
        "requests" => new(Command.Requests, what),
        "mydata" => new(Command.MyData, what),
        "queue" => new(Command.Queue, what),
        "today" => new(Command.Today, what),
        "help" => new(Command.Help, what),
        "feedback" => new(Command.Feedback, what),
        "acts" => new(Command.Acts, what),
        "drafts" => new(Command.Drafts, what),
        "families" => new(Command.Families, what),
        "family-add" => new(Command.FamilyAdd, what),
        "week" => new(Command.Week, what),
        "work-state" => new(Command.WorkState, what),
        "learning" => new(Command.Learning, what),
        "learning-add" => new(Command.LearningAdd, what),
        "statements" => new(Command.Statements, what),
        "notebook" => new(Command.Notebook, what),
        "refer" => new(Command.Refer, what),
        _ => null,
    };
}
