using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assistant.Dialogs.Engine;
using Assistant.Host.Configuration;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Conversations;
using Assistant.Records.People;
using Assistant.Records.Relay;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Host.People;

/// <summary>Everything kept about one person: as one JSON document, and as words that the person reads.</summary>
public sealed class PersonExport(PeopleMemory memory, IRelays relays, GroupExport groups, FamilyExport family, ITexts texts, Settings settings)
{
    /// <summary>In the audit: everything about a person was handed over.</summary>
    internal const string Exported = "person.export";

    private const int all = 100_000;

    private static readonly JsonWriterOptions readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON document.</summary>
    public string Json(IUnit unit, Person person)
    {
        using var buffer = new MemoryStream();
        using (var document = new Utf8JsonWriter(buffer, readable))
        {
            document.WriteStartObject();
            Person(document, unit, person);
            document.WriteStartArray("conversations");
            foreach (var conversation in memory.Conversations.Of(unit, person.Id)) Conversation(document, unit, conversation);
            document.WriteEndArray();
            document.WriteStartArray("requests");
            foreach (var request in memory.Appointments.Of(unit, person.Id, all)) Request(document, request);
            document.WriteEndArray();
            document.WriteStartArray("talks");
            foreach (var talk in relays.Of(unit, person.Id)) Talk(document, talk, relays.Lines(unit, talk, all));
            document.WriteEndArray();
            groups.Json(document, unit, person.Id);
            family.Json(document, unit, person);
            document.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The same in plain words, in the person's language.</summary>
    public string Words(IUnit unit, Person person)
    {
        var lang = Langs.Parse(person.Language) ?? Lang.Et;
        var read = texts.In(person.IsPlain ? Register.Easy : Register.Ordinary);
        var text = new StringBuilder();
        void Line(string key, params ReadOnlySpan<Slot> slots) => text.AppendLine(read.Render(lang, Dialogs.Engine.Line.Of(key, slots)));
        Line("mydata.file.title");
        Line("mydata.file.name", Said("name", person.Name));
        Line("mydata.file.language", new Slot("language", Key: $"menu.language-{lang.Code()}"));
        Line("mydata.file.since", Slot.Of("time", Local(person.Since), Local(unit.Now)));
        Line("mydata.file.consent", Said("version", person.ConsentVersion));
        text.AppendLine();
        Line("mydata.file.requests");
        foreach (var request in memory.Appointments.Of(unit, person.Id, all))
            Line("mydata.file.request", new("reference", Words: request.Reference),
                request.Content.Service is { } service && read.Has($"services.{service}.name") ? new("service", Key: $"services.{service}.name") : new("service", Key: "engine.nothing"),
                (request.Agreed ?? request.Content.Wish) is { } time ? Slot.Of("wish", time, Local(unit.Now)) : Said("wish", request.Content.WishWords),
                new("state", Key: $"request.state-{request.State.ToString().ToLowerInvariant()}"),
                Said("name", request.Content.Name), Said("phone", request.Content.Phone), Said("note", request.Content.Note));
        foreach (var line in groups.Words(unit, person.Id))
            text.AppendLine(read.Render(lang, line));
        text.AppendLine();
        foreach (var line in family.Lines(unit, person)) text.AppendLine(read.Render(lang, line));
        Line("mydata.file.messages");
        foreach (var conversation in memory.Conversations.Of(unit, person.Id))
            foreach (var entry in memory.Outbox.Log(unit, conversation.Id, after: 0, all))
                if (WordsOf(entry.IsIncoming, entry.Body) is { Length: > 0 } words)
                    Line(entry.IsIncoming ? "mydata.file.message-me" : "mydata.file.message-us", Slot.Of("time", Local(entry.At), Local(unit.Now)), new("words", Words: words.ReplaceLineEndings(" ")));
        text.AppendLine();
        Line("mydata.file.talks");
        foreach (var line in relays.Of(unit, person.Id).Reverse().SelectMany(talk => relays.Lines(unit, talk, all)))
            Line(line.From == RelaySide.Person ? "mydata.file.message-me" : "mydata.file.message-human", Slot.Of("time", Local(line.At), Local(unit.Now)), new("words", Words: line.Words.ReplaceLineEndings(" ")));
        return text.ToString();
    }

    /// <summary>A talk with a coordinator.</summary>
    private static void Talk(Utf8JsonWriter document, RelayTalk talk, IEnumerable<RelayLine> lines)
    {
        document.WriteStartObject();
        document.WriteString("reference", talk.Reference);
        document.WriteString("state", talk.State.ToString());
        document.WriteString("opened", InstantPattern.General.Format(talk.Opened));
        document.WriteStartArray("lines");
        foreach (var line in lines)
        {
            document.WriteStartObject();
            document.WriteString("at", InstantPattern.General.Format(line.At));
            document.WriteString("from", line.From == RelaySide.Person ? "person" : "coordinator");
            document.WriteString("words", line.Words);
            document.WriteEndObject();
        }
        document.WriteEndArray();
        document.WriteEndObject();
    }

    private static string? WordsOf(bool isIncoming, string? body) => body is null ? null
        : isIncoming ? JsonSerializer.Deserialize(body, WireJson.Default.Activity)?.Text : JsonSerializer.Deserialize(body, WireJson.Default.Message)?.Text;

    private static Slot Said(string slot, string? words) => words is null ? new(slot, Key: "engine.nothing") : new(slot, Words: words);

    private LocalDateTime Local(Instant instant) => instant.InZone(settings.Organisation.TimeZone).LocalDateTime;

    private void Person(Utf8JsonWriter document, IUnit unit, Person person)
    {
        var safe = memory.Safe.Of(unit, person.Id);
        document.WriteStartObject("person");
        document.WriteString("id", person.Id.ToString());
        document.WriteString("language", person.Language);
        document.WriteString("name", person.Name);
        document.WriteString("consentVersion", person.ConsentVersion);
        document.WriteString("knownSince", Show(person.Since));
        document.WriteStartArray("roles");
        foreach (var role in person.Roles) document.WriteStringValue(role.ToString());
        document.WriteEndArray();
        document.WriteString("quietFrom", safe.QuietFrom is { } from ? LocalTimePattern.GeneralIso.Format(from) : null);
        document.WriteString("quietTo", safe.QuietTo is { } to ? LocalTimePattern.GeneralIso.Format(to) : null);
        document.WriteBoolean("neutralMessages", safe.IsNeutral);
        document.WriteBoolean("hasCodeWord", safe.HasWord);
        document.WriteEndObject();
    }

    private void Conversation(Utf8JsonWriter document, IUnit unit, StoredConversation conversation)
    {
        document.WriteStartObject();
        document.WriteString("channel", conversation.Channel);
        Json(document, "address", conversation.Reference);
        Json(document, "state", conversation.State);
        document.WriteStartArray("messages");
        foreach (var entry in memory.Outbox.Log(unit, conversation.Id, after: 0, all))
        {
            document.WriteStartObject();
            document.WriteString("at", Show(entry.At));
            document.WriteString("from", entry.IsIncoming ? "person" : "assistant");
            Json(document, "content", entry.IsIncoming ? entry.Body : WithoutFile(entry.Body));
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
        document.WriteStartArray("otherWishes");
        foreach (var wish in request.Content.OtherWishes) document.WriteStringValue(Show(wish));
        document.WriteEndArray();
        document.WriteString("place", request.Content.Place);
        document.WriteString("note", request.Content.Note);
        document.WriteString("name", request.Content.Name);
        document.WriteString("phone", request.Content.Phone);
        document.WriteString("proposed", Show(request.Proposed));
        document.WriteString("agreed", Show(request.Agreed));
        document.WriteString("declinedBecause", request.Why?.Words ?? request.Why?.Listed);
        document.WriteEndObject();
    }

    /// <summary>As it is stored; words whose time has passed are no longer there. A document handed over before is not put into the next one.</summary>
    private static void Json(Utf8JsonWriter document, string name, string? json)
    {
        document.WritePropertyName(name);
        if (string.IsNullOrEmpty(json)) document.WriteNullValue();
        else document.WriteRawValue(json);
    }

    private static string? WithoutFile(string? message) =>
        message is not null && JsonSerializer.Deserialize(message, WireJson.Default.Message) is { File: not null } said ? JsonSerializer.Serialize(said with { File = null }, WireJson.Default.Message) : message;

    private static string Show(Instant at) => InstantPattern.General.Format(at);

    private static string? Show(LocalDateTime? time) => time is { } known ? LocalDateTimePattern.GeneralIso.Format(known) : null;
}
