using System.Globalization;
using System.Text;
using Assistant.Records.Messages;
using Assistant.Records.People;
using Assistant.Storage.Appointments;
using Assistant.Storage.Encryption;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Maintenance;

/// <summary>
/// The whole state as text that is equal for equal states: chats ordered by address, each with person, dialogue state, messages and requests;
/// then workers, families and groups with their records.
/// Random ids, tokens and references become numbers by first appearance; times are left out. Everything is in clear: for tests alone.
/// </summary>
/// <param name="unit">Of the same database.</param>
internal sealed partial class Dump(Database database, KeyRing keys, Unit unit)
{
    private const int TokenLength = 22, GuidLength = 36;

    private readonly Sealer sealer = new(keys);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly StringBuilder text = new();

    public string Write()
    {
        foreach (var row in database.Rows("SELECT reference FROM request")) names[row[0]!] = "";
        foreach (var row in database.Rows("SELECT reference FROM relay")) names[row[0]!] = "";
        List<(string Channel, string Reference, Guid Id, Guid Person, string State)> chats = [];
        using (var read = database.Sql("SELECT id, person, channel, reference, body FROM conversation"))
        {
            while (read.Step())
            {
                var (id, person) = (read.Guid(0), read.Guid(1));
                chats.Add((read.Text(2)!, sealer.OpenText(Field.ConversationReference, id, person, read.Bytes(3)) ?? "", id, person,
                    sealer.OpenText(Field.ConversationState, id, person, read.Bytes(4)) ?? ""));
            }
        }
        foreach (var chat in chats.OrderBy(chat => chat.Channel, StringComparer.Ordinal).ThenBy(chat => chat.Reference, StringComparer.Ordinal))
        {
            Line($"chat {chat.Channel} {chat.Reference}");
            Person(chat.Person);
            Line($"  state {chat.State}");
            Messages(chat.Id);
            Requests(chat.Id);
            Concerns(chat.Id);
            Talks(chat.Id);
        }
        Families();
        Groups();
        return text.ToString();
    }

    private void Person(Guid id)
    {
        using var read = database.Sql("SELECT language, consent, body, plain FROM person WHERE id = @id").Bind("@id", id);
        if (!read.Step()) return;
        var roles = database.Rows($"SELECT role FROM role_grant WHERE person = '{id:D}' ORDER BY role").Select(row => (Role)int.Parse(row[0]!, CultureInfo.InvariantCulture));
        Line($"  person {read.Text(0)} {(read.Int(3) == 0 ? "" : "plain ")}consent:{read.Text(1) ?? "-"} roles:{string.Join(',', roles)} name:{sealer.OpenText(Field.Person, id, id, read.Bytes(2)) ?? "-"}");
    }

    private void Messages(Guid chat)
    {
        using var read = database.Sql("""
            SELECT seq, 1, owner, handled IS NOT NULL, 0, body FROM inbox WHERE conversation = @chat
            UNION ALL SELECT seq, 0, owner, state, kind, body FROM outbox WHERE conversation = @chat ORDER BY 1
            """);
        read.Bind("@chat", chat);
        while (read.Step())
        {
            var (number, owner) = (read.Long(0), read.Guid(2));
            if (read.Int(1) == 1)
            {
                var pair = sealer.OpenPair(Field.Inbox, number, owner, read.Bytes(5));
                Line($"  > {(read.Int(3) == 1 ? "" : "(waiting) ")}{pair?.First} {pair?.Second}");
            }
            else Line($"  < {(OutgoingKind)read.Int(4)} {(OutgoingState)read.Int(3)} {sealer.OpenText(Field.Outbox, number, owner, read.Bytes(5))}");
        }
    }

    private void Requests(Guid chat)
    {
        using var read = database.Sql("""
            SELECT id, reference, parent, owner, state, body, worker, sequence FROM request LEFT JOIN meeting ON meeting.request = request.id
            WHERE conversation = @chat ORDER BY created, id
            """);
        read.Bind("@chat", chat);
        while (read.Step())
        {
            var body = sealer.Open(Field.Request, read.Guid(0), read.Guid(2), read.Bytes(5), out var isErased);
            Line($"  request {read.Text(1)} {(Records.Appointments.RequestState)read.Int(4)} owner:{read.Text(3) ?? "-"} {(isErased ? "erased" : RequestBody.Read(body).ToString())}");
            if (!read.IsNull(6)) Line($"    meeting with {read.Text(6)} sequence:{read.Int(7)}");
        }
    }

    private void Concerns(Guid chat)
    {
        using var read = database.Sql("SELECT level, kind, acknowledged_by FROM safety_event WHERE conversation = @chat ORDER BY at, id");
        read.Bind("@chat", chat);
        while (read.Step()) Line($"  concern {read.Text(0)} {read.Text(1)} acknowledged:{read.Text(2) ?? "-"}");
    }

    private void Talks(Guid chat)
    {
        using var read = database.Sql("SELECT relay.id, reference, person, state, owner, seq, side, relay_line.body FROM relay LEFT JOIN relay_line ON relay = relay.id WHERE conversation = @chat ORDER BY opened, relay.id, seq");
        read.Bind("@chat", chat);
        while (read.Step())
            Line($"  talk {read.Text(1)} {(Records.Relay.RelayState)read.Int(3)} owner:{read.Text(4) ?? "-"} "
                + (read.IsNull(5) ? "-" : $"{(Records.Relay.RelaySide)read.Int(6)} {sealer.OpenText(Field.RelayLine, read.Long(5), read.Guid(2), read.Bytes(7))}"));
    }

    /// <summary>Writes a line with everything random in it numbered.</summary>
    private void Line(string line)
    {
        for (var at = 0; at < line.Length;)
        {
            var end = at;
            while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] is '-' or '_')) end++;
            if (end == at) text.Append(line[at++]);
            else
            {
                text.Append(Named(line[at..end]));
                at = end;
            }
        }
        text.Append('\n');
    }

    private string Named(string word)
    {
        var isRandom = word.Length == TokenLength || (word.Length == GuidLength && Guid.TryParse(word, out _)) || names.ContainsKey(word);
        if (!isRandom) return word;
        if (!names.TryGetValue(word, out var name) || name.Length == 0) names[word] = name = "#" + (names.Values.Count(known => known.Length > 0) + 1).ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
