using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assistant.Host.Control;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Records.People;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>export --person ID</c>: everything kept about one person, as one JSON document a person can read as well.</summary>
internal sealed class ExportVerb(IStore store, IPeople people, IConversations conversations, IOutbox outbox, IAppointments appointments) : IControlVerb
{
    private const int all = 100_000;

    private static readonly JsonWriterOptions readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "export";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        if (await PersonOption.Find(options, store, people, output, cancellationToken) is not { } person) return 1;
        await output.Say(await store.Read(unit => Document(unit, person), cancellationToken));
        return 0;
    }

    private string Document(IUnit unit, Person person)
    {
        using var buffer = new MemoryStream();
        using (var document = new Utf8JsonWriter(buffer, readable))
        {
            document.WriteStartObject();
            Person(document, person);
            document.WriteStartArray("conversations");
            foreach (var conversation in conversations.Of(unit, person.Id)) Conversation(document, unit, conversation);
            document.WriteEndArray();
            document.WriteStartArray("requests");
            foreach (var request in appointments.Of(unit, person.Id, all)) Request(document, request);
            document.WriteEndArray();
            document.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Person(Utf8JsonWriter document, Person person)
    {
        document.WriteStartObject("person");
        document.WriteString("id", person.Id.ToString());
        document.WriteString("language", person.Language);
        document.WriteString("name", person.Name);
        document.WriteString("consentVersion", person.ConsentVersion);
        document.WriteString("knownSince", Show(person.Since));
        document.WriteStartArray("roles");
        foreach (var role in person.Roles) document.WriteStringValue(role.ToString());
        document.WriteEndArray();
        document.WriteEndObject();
    }

    private void Conversation(Utf8JsonWriter document, IUnit unit, StoredConversation conversation)
    {
        document.WriteStartObject();
        document.WriteString("channel", conversation.Channel);
        Json(document, "address", conversation.Reference);
        Json(document, "state", conversation.State);
        document.WriteStartArray("messages");
        foreach (var entry in outbox.Log(unit, conversation.Id, after: 0, all))
        {
            document.WriteStartObject();
            document.WriteString("at", Show(entry.At));
            document.WriteString("from", entry.IsIncoming ? "person" : "assistant");
            Json(document, "content", entry.Body);
            document.WriteEndObject();
        }
        document.WriteEndArray();
        document.WriteEndObject();
    }

    private static void Request(Utf8JsonWriter document, AppointmentRequest request)
    {
        document.WriteStartObject();
        document.WriteString("reference", request.Reference);
        document.WriteString("state", request.State.ToString());
        document.WriteString("created", Show(request.Created));
        document.WriteString("kind", request.Content.Kind);
        document.WriteString("service", request.Content.Service);
        document.WriteString("wish", Show(request.Content.Wish) ?? request.Content.WishWords);
        document.WriteString("note", request.Content.Note);
        document.WriteString("name", request.Content.Name);
        document.WriteString("phone", request.Content.Phone);
        document.WriteString("proposed", Show(request.Proposed));
        document.WriteString("agreed", Show(request.Agreed));
        document.WriteEndObject();
    }

    /// <summary>As it is stored; words whose time has passed are no longer there.</summary>
    private static void Json(Utf8JsonWriter document, string name, string? json)
    {
        document.WritePropertyName(name);
        if (string.IsNullOrEmpty(json)) document.WriteNullValue();
        else document.WriteRawValue(json);
    }

    private static string Show(Instant at) => InstantPattern.General.Format(at);

    private static string? Show(LocalDateTime? time) => time is { } known ? LocalDateTimePattern.GeneralIso.Format(known) : null;
}
