using System.Text.Json;
using System.Text.Json.Serialization;
using Assistant.Records.Appointments;
using NodaTime;
using NodaTime.Text;

namespace Assistant.Storage.Appointments;

/// <summary>What is sealed of a request: its words, and the times, which with a person are personal.</summary>
internal sealed record RequestBody(
    string Kind, string? Service, string? Wish, string? WishWords, string? Note, string? Name, string? Phone, string? Proposed, string? Agreed)
{
    private static readonly LocalDateTimePattern Iso = LocalDateTimePattern.ExtendedIso;
    private static readonly LocalTimePattern Clock = LocalTimePattern.ExtendedIso;

    public string? WishUntil { get; init; }
    public string[]? OtherWishes { get; init; }
    public string? Place { get; init; }
    public string? ProposedUntil { get; init; }
    public string? ProposedPlace { get; init; }
    public string? AgreedUntil { get; init; }
    public string? WhyListed { get; init; }
    public string? WhyWords { get; init; }

    public static ReadOnlySpan<byte> Write(AppointmentRequest request)
    {
        var content = request.Content;
        RequestBody body = new(content.Kind, content.Service, Text(content.Wish), content.WishWords, content.Note, content.Name, content.Phone,
            Text(request.Proposed), Text(request.Agreed))
        {
            WishUntil = Text(content.WishUntil),
            OtherWishes = content.OtherWishes.IsEmpty ? null : [.. content.OtherWishes.Select(Iso.Format)],
            Place = content.Place,
            ProposedUntil = Text(request.ProposedUntil),
            ProposedPlace = request.ProposedPlace,
            AgreedUntil = Text(request.AgreedUntil),
            WhyListed = request.Why?.Listed,
            WhyWords = request.Why?.Words,
        };
        return JsonSerializer.SerializeToUtf8Bytes(body, StorageJson.Default.RequestBody);
    }

    public static RequestBody Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, StorageJson.Default.RequestBody)!;

    [JsonIgnore]
    public RequestContent Content => new(Kind, Service, Time(Wish), WishWords, Note, Name, Phone)
    {
        WishUntil = Hour(WishUntil),
        OtherWishes = OtherWishes is null ? [] : [.. OtherWishes.Select(wish => Iso.Parse(wish).Value)],
        Place = Place,
    };

    public static LocalDateTime? Time(string? text) => text is null ? null : Iso.Parse(text).Value;

    public static LocalTime? Hour(string? text) => text is null ? null : Clock.Parse(text).Value;

    private static string? Text(LocalDateTime? time) => time is { } known ? Iso.Format(known) : null;

    private static string? Text(LocalTime? time) => time is { } known ? Clock.Format(known) : null;
}

/// <summary>Source-generated JSON of sealed bodies.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RequestBody))]
internal sealed partial class StorageJson : JsonSerializerContext;
