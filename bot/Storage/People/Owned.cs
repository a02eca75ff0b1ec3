using Assistant.Storage.Messages;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.People;

/// <summary>What kind of key a row has.</summary>
internal enum OwnedKey
{
    Id,
    Number,
    Hash,
}

/// <summary>One sealed column and how its rows of one owner are read and written again.</summary>
/// <param name="Read">Key and content of the rows of <c>@from</c>.</param>
/// <param name="Write">Content <c>@body</c> for the row <c>@key</c>; the owner is changed afterwards, by <see cref="Owned.Plain"/>.</param>
internal sealed record OwnedContent(string Field, OwnedKey Key, string Read, string Write);

/// <summary>Everything in the store that belongs to a person: what a merge carries over. A test holds it to the schema.</summary>
internal static class Owned
{
    public static IReadOnlyList<OwnedContent> Sealed { get; } =
    [
        new(Field.ConversationReference, OwnedKey.Id, "SELECT id, reference FROM conversation WHERE person = @from", "UPDATE conversation SET reference = @body WHERE id = @key"),
        new(Field.ConversationState, OwnedKey.Id, "SELECT id, body FROM conversation WHERE person = @from AND body IS NOT NULL", "UPDATE conversation SET body = @body WHERE id = @key"),
        new(Field.Inbox, OwnedKey.Number, $"SELECT seq, body FROM inbox WHERE seq IN ({MessagesOf.Inbox}) AND body IS NOT NULL", "UPDATE inbox SET body = @body WHERE seq = @key"),
        new(Field.Answer, OwnedKey.Number, $"SELECT seq, answer FROM inbox WHERE seq IN ({MessagesOf.Inbox}) AND answer IS NOT NULL", "UPDATE inbox SET answer = @body WHERE seq = @key"),
        new(Field.Outbox, OwnedKey.Number, $"SELECT seq, body FROM outbox WHERE seq IN ({MessagesOf.Outbox}) AND body IS NOT NULL", "UPDATE outbox SET body = @body WHERE seq = @key"),
        new(Field.Held, OwnedKey.Number, "SELECT seq, body FROM held WHERE owner = @from", "UPDATE held SET body = @body WHERE seq = @key"),
        new(Field.Keyboard, OwnedKey.Hash, "SELECT handle, body FROM keyboard WHERE person = @from", "UPDATE keyboard SET body = @body WHERE handle = @key"),
        new(Field.Request, OwnedKey.Id, "SELECT id, body FROM request WHERE parent = @from", "UPDATE request SET body = @body WHERE id = @key"),
        new(Field.RelayLine, OwnedKey.Number, "SELECT seq, body FROM relay_line WHERE relay IN (SELECT id FROM relay WHERE person = @from)", "UPDATE relay_line SET body = @body WHERE seq = @key"),
        new(Field.Draft, OwnedKey.Id, "SELECT id, body FROM visit_draft WHERE worker = @from", "UPDATE visit_draft SET body = @body WHERE id = @key"),
        new(Field.Learning, OwnedKey.Id, "SELECT id, body FROM learning WHERE worker = @from AND body IS NOT NULL", "UPDATE learning SET body = @body WHERE id = @key"),
        new(Field.Member, OwnedKey.Id, "SELECT id, body FROM cohort_member WHERE person = @from", "UPDATE cohort_member SET body = @body WHERE id = @key"),
        new(Field.Presence, OwnedKey.Id, "SELECT id, body FROM presence WHERE person = @from AND body IS NOT NULL", "UPDATE presence SET body = @body WHERE id = @key"),
    ];

    /// <summary>Owners in clear, in this order. What only one of the two can have stays with the one who stays.</summary>
    public static IReadOnlyList<string> Plain { get; } =
    [
        // Messages are found by their chat's person: they go first.
        $"UPDATE inbox SET owner = @to WHERE seq IN ({MessagesOf.Inbox})",
        $"UPDATE outbox SET owner = @to WHERE seq IN ({MessagesOf.Outbox})",
        "UPDATE conversation SET person = @to WHERE person = @from",
        "UPDATE held SET owner = @to WHERE owner = @from",
        "UPDATE keyboard SET person = @to WHERE person = @from",
        "UPDATE request SET parent = @to WHERE parent = @from",
        "UPDATE request SET owner = @to WHERE owner = @from",
        // One open talk a person: the one who stays goes on in theirs.
        "UPDATE relay SET state = 3, ended = opened WHERE person = @from AND ended IS NULL AND EXISTS (SELECT 1 FROM relay AS other WHERE other.person = @to AND other.ended IS NULL)",
        "UPDATE relay SET person = @to WHERE person = @from",
        "UPDATE relay SET owner = @to WHERE owner = @from",
        "UPDATE relay_line SET author = @to WHERE author = @from",
        "UPDATE relay_step SET by = @to WHERE by = @from",
        "UPDATE duty_shift SET person = @to WHERE person = @from",
        "UPDATE OR IGNORE duty_exception SET away = @to WHERE away = @from",
        "UPDATE duty_exception SET instead = @to WHERE instead = @from",
        "UPDATE safety_alert SET person = @to WHERE person = @from",
        "UPDATE OR IGNORE meeting SET worker = @to WHERE worker = @from",
        "UPDATE identity SET person = @to WHERE person = @from",
        // A name given on a shared device is sealed for the one who goes: it is not carried over.
        "UPDATE OR IGNORE profile SET person = @to, body = NULL WHERE person = @from",
        "UPDATE OR IGNORE role_grant SET person = @to WHERE person = @from",
        "UPDATE role_grant SET granted_by = @to WHERE granted_by = @from",
        "UPDATE consent SET person = @to WHERE person = @from",
        "UPDATE person SET consent = coalesce(consent, (SELECT gone.consent FROM person AS gone WHERE gone.id = @from)), version = version + 1 WHERE id = @to",
        // The code word is hashed with the person: it cannot be carried over.
        "UPDATE OR IGNORE safe_contact SET person = @to, word = NULL, misses = 0, locked = NULL WHERE person = @from",
        "UPDATE safety_event SET person = @to WHERE person = @from",
        "UPDATE safety_event SET acknowledged_by = @to WHERE acknowledged_by = @from",
        "UPDATE invitation SET issued_by = @to WHERE issued_by = @from",
        "UPDATE invitation SET used_by = @to WHERE used_by = @from",
        "UPDATE code_try SET person = @to WHERE person = @from",
        "UPDATE link_code SET person = @to WHERE person = @from",
        "UPDATE OR IGNORE absence SET person = @to WHERE person = @from",
        "UPDATE absence SET stand_in = @to WHERE stand_in = @from",
        "UPDATE OR IGNORE family_person SET person = @to WHERE person = @from",
        "UPDATE OR IGNORE caseworker SET person = @to WHERE person = @from",
        "UPDATE referral_link SET issued_by = @to WHERE issued_by = @from",
        "UPDATE family_join SET person = @to WHERE person = @from",
        "UPDATE overview SET author = @to WHERE author = @from",
        "UPDATE case_document SET author = @to WHERE author = @from",
        "UPDATE summary SET opened_by = @to WHERE opened_by = @from",
        "UPDATE OR IGNORE summary_voice SET person = @to WHERE person = @from",
        "UPDATE OR IGNORE check_in SET person = @to WHERE person = @from",
        "UPDATE assignment SET worker = @to WHERE worker = @from",
        "UPDATE encounter SET worker = @to WHERE worker = @from",
        "UPDATE visit_act SET author = @to WHERE author = @from",
        "UPDATE visit_draft SET worker = @to WHERE worker = @from",
        "UPDATE learning SET worker = @to WHERE worker = @from",
        "UPDATE cohort SET leader = @to WHERE leader = @from",
        "UPDATE cohort SET substitute = @to WHERE substitute = @from",
        "UPDATE OR IGNORE cohort_member SET person = @to WHERE person = @from",
        "UPDATE OR IGNORE presence SET person = @to WHERE person = @from",
        // Both were in the same group: what the one who stays said holds.
        "DELETE FROM cohort_member WHERE person = @from AND @to IS NOT NULL",
        "DELETE FROM presence WHERE person = @from AND @to IS NOT NULL",
        "UPDATE OR IGNORE session_reminder SET person = @to WHERE person = @from",
        "UPDATE session_material SET added_by = @to WHERE added_by = @from",
        "UPDATE broadcast SET author = @to WHERE author = @from",
        "UPDATE OR IGNORE broadcast_delivery SET person = @to WHERE person = @from",
        "UPDATE OR IGNORE session_rated SET person = @to WHERE person = @from",
        "UPDATE OR IGNORE opinion_given SET person = @to WHERE person = @from",
    ];
}
