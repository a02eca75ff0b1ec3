using NodaTime;
using NodaTime.Text;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Assistant.Knowledge.Catalogue.Municipalities;

/// <summary>Whom to turn to in a municipality. Offices only, never people.</summary>
/// <param name="Municipality">Name as in <see cref="MunicipalityReader.All"/>.</param>
/// <param name="Office">The office's Estonian name.</param>
/// <param name="Phone">As it is shown; <see langword="null"/>: not known.</param>
/// <param name="Page">Address without scheme; <see langword="null"/>: not known.</param>
/// <param name="Source">Where it was found.</param>
/// <param name="VerifiedOn">When somebody last looked.</param>
/// <param name="ReviewBy">When somebody must look again; after that day the card is not shown.</param>
public sealed record MunicipalityCard(string Municipality, string Office, string? Phone, string? Page, string Source, LocalDate VerifiedOn, LocalDate ReviewBy);

/// <summary>The cards of <c>Catalogue/Municipalities/cards.yaml</c>.</summary>
public sealed class MunicipalityCards
{
    private const string File = "Catalogue/Municipalities/cards.yaml";
    private readonly Dictionary<string, MunicipalityCard> byName;

    private MunicipalityCards(IEnumerable<MunicipalityCard> cards) => byName = cards.ToDictionary(card => card.Municipality, StringComparer.Ordinal);

    /// <summary>Every card, by name of the municipality.</summary>
    public IEnumerable<MunicipalityCard> All => byName.Values.OrderBy(card => card.Municipality, StringComparer.Ordinal);

    /// <param name="municipality">Name as in <see cref="MunicipalityReader.All"/>.</param>
    /// <param name="day">Today: what nobody looked at for too long is not shown.</param>
    public MunicipalityCard? Find(string municipality, LocalDate day) => byName.GetValueOrDefault(municipality) is { } card && day <= card.ReviewBy ? card : null;

    /// <param name="overrides">The organisation's own files by name; one named <c>Catalogue/Municipalities/cards.yaml</c> replaces ours.</param>
    /// <exception cref="FormatException">No such municipality, or a card with neither phone nor page; the message names it.</exception>
    public static MunicipalityCards Load(params IEnumerable<(string Name, string Content)> overrides)
    {
        var own = overrides.Where(file => file.Name == File).Select(file => file.Content).LastOrDefault();
        return new((own is null ? Resource.Yaml<CardFile[]>(File) : yaml.Deserialize<CardFile[]>(own)).Select(Read));
    }

    private static readonly IDeserializer yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).WithEnforceRequiredMembers().Build();

    private static MunicipalityCard Read(CardFile file) =>
        MunicipalityReader.Default.All.All(one => one.Name != file.Municipality) ? throw new FormatException($"{File}: there is no municipality '{file.Municipality}'.")
        : file.Phone is null && file.Page is null ? throw new FormatException($"{File}: '{file.Municipality}' has neither phone nor page.")
        : new(file.Municipality, file.Office, file.Phone, file.Page, file.Source, LocalDatePattern.Iso.Parse(file.VerifiedOn).Value, LocalDatePattern.Iso.Parse(file.ReviewBy).Value);

    /// <summary>A card as written.</summary>
    internal sealed class CardFile
    {
        public required string Municipality { get; init; }
        public required string Office { get; init; }
        public string? Phone { get; init; }
        public string? Page { get; init; }
        public required string Source { get; init; }
        public required string VerifiedOn { get; init; }
        public required string ReviewBy { get; init; }
    }
}
