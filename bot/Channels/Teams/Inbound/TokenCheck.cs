using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Assistant.Protocol;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Assistant.Channels.Teams.Inbound;

/// <summary>How far a caller came.</summary>
internal enum Verdict
{
    /// <summary>In.</summary>
    Good,
    /// <summary>No token, or not a good one.</summary>
    Unauthorized,
    /// <summary>A good token, but not for this.</summary>
    Forbidden,
    /// <summary>Nobody can say just now: the vendor's keys cannot be had.</summary>
    Unavailable,
}

/// <summary>Who calls, as their token says.</summary>
/// <param name="Endorsements">Channels that the token's key may speak for; <see langword="null"/>: that does not matter for this kind of token.</param>
/// <param name="ServiceUrl">The claim; <see langword="null"/>: this kind of token has none.</param>
/// <param name="IsAnonymous">No token at all, from this machine.</param>
internal sealed record Caller(ImmutableArray<string>? Endorsements = null, string? ServiceUrl = null, bool IsAnonymous = false);

/// <summary>Checks who calls. Everything that is not clearly right is refused.</summary>
internal sealed class TokenCheck(TeamsOptions options, ChannelKeys channelKeys, EntraKeys entraKeys, TimeProvider time)
{
    /// <summary>Who signs what Teams sends.</summary>
    public const string ChannelIssuer = "https://api.botframework.com";

    /// <summary>Clocks may differ by this.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const int maxToken = 16 * 1024; // characters
    private const string scheme = "Bearer ";

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = maxToken };

    /// <summary>The rules that need no body, so that nothing of a stranger is read.</summary>
    /// <param name="isDirect">No proxy stands between.</param>
    public async ValueTask<(Verdict Verdict, Caller? Caller)> Authenticate(string? authorization, IPAddress? from, bool isDirect, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(authorization))
            return options.AllowAnonymous && isDirect && from is not null && IPAddress.IsLoopback(from) ? (Verdict.Good, new(IsAnonymous: true)) : (Verdict.Unauthorized, null);
        if (options.AppId.Length == 0 || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || Read(authorization[scheme.Length..].Trim()) is not { } token)
            return (Verdict.Unauthorized, null);
        var isChannel = token.Issuer == ChannelIssuer;
        if (!isChannel && !(options.AllowEntraTokens && Issuers.Contains(token.Issuer)))
            return (Verdict.Unauthorized, null);
        var (key, isDoubtful) = await (isChannel ? channelKeys.Keys : entraKeys.Keys).Find(token.Kid, cancellationToken);
        if (key is null)
            return (isDoubtful ? Verdict.Unavailable : Verdict.Unauthorized, null);
        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = token.Issuer,
            ValidAudience = options.AppId,
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            TryAllIssuerSigningKeys = false,
            LifetimeValidator = IsCurrent,
        });
        if (!result.IsValid)
            return (Verdict.Unauthorized, null);
        return isChannel ? (Verdict.Good, new(Endorsements(key), Claim(token, "serviceurl") ?? ""))
            : IsOurOwn(token) ? (Verdict.Good, new()) : (Verdict.Unauthorized, null);
    }

    /// <summary>The rules about what a good token may bring.</summary>
    /// <returns>A short code of what is wrong; <see langword="null"/>: nothing.</returns>
    public string? Refuse(Caller caller, Activity activity)
    {
        if (activity.ChannelId != TeamsChannel.ChannelId)
            return "channel";
        if (caller.Endorsements is { } endorsements && !endorsements.Contains(activity.ChannelId))
            return "endorsement";
        if (caller.ServiceUrl is { } claimed && !ServiceUrls.AreSame(claimed, activity.ServiceUrl))
            return "service-url-claim";
        if (ServiceUrls.Checked(activity.ServiceUrl, options) is not { } url || caller.IsAnonymous && !ServiceUrls.IsLoopback(url))
            return "service-url";
        return IsOurs(Tenants.Of(activity), caller) ? null : "tenant";
    }

    private bool IsOurs(ImmutableArray<string> tenants, Caller caller) =>
        caller.IsAnonymous && options.AllowedTenants.IsEmpty || !tenants.IsEmpty && tenants.All(tenant => options.AllowedTenants.Contains(tenant));

    private ImmutableArray<string> Issuers => [$"https://sts.windows.net/{options.TenantId}/", $"https://login.microsoftonline.com/{options.TenantId}/v2.0"];

    /// <summary>Whose application asked for it: that is told by another claim in each version.</summary>
    private bool IsOurOwn(JsonWebToken token) => Claim(token, "ver") switch
    {
        "1.0" => Claim(token, "appid") == options.AppId,
        "2.0" => Claim(token, "azp") == options.AppId,
        _ => false,
    };

    private bool IsCurrent(DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return from is { } begin && until is { } end && now >= begin - Skew && now <= end + Skew;
    }

    /// <returns><see langword="null"/>: no signed token at all.</returns>
    private JsonWebToken? Read(string text)
    {
        if (text.Length > maxToken || text.Count(c => c == '.') != 2)
            return null;
        try
        {
            var token = handler.ReadJsonWebToken(text);
            return token is { Alg: SecurityAlgorithms.RsaSha256, Kid.Length: > 0, EncodedSignature.Length: > 0 } ? token : null;
        }
        catch (Exception broken) when (broken is ArgumentException or SecurityTokenException or JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static ImmutableArray<string> Endorsements(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement list
            ? [.. Json.Items(list).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
}

/// <summary>Keys of the Bot Framework.</summary>
internal sealed record ChannelKeys(SigningKeys Keys);

/// <summary>Keys of the organisation's own directory.</summary>
internal sealed record EntraKeys(SigningKeys Keys);
