namespace Assistant.Storage.Sqlite;

/// <summary>The sealed columns. The name is bound into the seal, so that content cannot be moved to another place.</summary>
internal static class Field
{
    public const string Person = "person.body";
    public const string ConversationReference = "conversation.reference";
    public const string ConversationState = "conversation.body";
    public const string Inbox = "inbox.body";
    public const string Answer = "inbox.answer";
    public const string Outbox = "outbox.body";
    public const string Keyboard = "keyboard.body";
    public const string Request = "request.body";
    public const string Held = "held.body";
    public const string Profile = "profile.body";
    public const string RelayLine = "relay_line.body";
    public const string Family = "family.body";
    public const string Case = "service_case.body";
    public const string CaseDocument = "case_document.body";
    public const string Learning = "learning.body";
    public const string Contract = "contract.body";
    public const string Goal = "goal.body";
    public const string Act = "visit_act.body";
    public const string Draft = "visit_draft.body";
    public const string Notebook = "notebook_item.body";
    public const string Overview = "overview.body";
    public const string Voice = "summary_voice.body";
    public const string Cohort = "cohort.body";
    public const string Member = "cohort_member.body";
    public const string Material = "session_material.body";
    public const string Broadcast = "broadcast.body";
    public const string Presence = "presence.body";
}
