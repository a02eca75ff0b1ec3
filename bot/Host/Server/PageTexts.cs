using Assistant.Knowledge;

namespace Assistant.Host.Server;

/// <summary>The page's own few words, <c>GET /page-texts?lang=et</c>: key without its prefix, and text.</summary>
public static class PageTexts
{
    private const string prefix = "page.";

    /// <summary>Maps the endpoint.</summary>
    public static void MapPageTexts(this IEndpointRouteBuilder endpoints, Texts texts)
    {
        var keys = texts.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        endpoints.MapGet("/page-texts", (string? lang) => TypedResults.Json(
            keys.ToDictionary(key => key[prefix.Length..], key => texts.In(Registers.Of(lang)).Get(Langs.Parse(lang) ?? Lang.Et, key)), PageJson.Default.DictionaryStringString));
    }
}

/// <summary>JSON of the page's words.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class PageJson : System.Text.Json.Serialization.JsonSerializerContext;
