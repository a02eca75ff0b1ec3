using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Assistant.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Telegram.Receiving;

/// <summary>Telegram's calls. 200 means: on disk. Everything else makes Telegram come again with the same update.</summary>
internal sealed partial class Webhook(Intake intake, TelegramOptions options, TelegramState state, ILogger<Webhook> logger)
{
    /// <summary>Where Telegram shows the secret.</summary>
    public const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    // Compared by its hash: the time it takes then tells neither content nor length.
    private readonly byte[] secret = SHA256.HashData(Encoding.UTF8.GetBytes(options.WebhookSecret ?? ""));

    public async Task Post(HttpContext http) => await (await VendorCall.Answer(http, Take, (fault, place) => Failed(logger, fault, place))).ExecuteAsync(http);

    private async Task<IResult> Take(HttpContext http)
    {
        if (!IsTelegram(http))
            return VendorCall.Status(StatusCodes.Status401Unauthorized);
        // Telegram's updates may be larger than anything else we take.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = UpdateReader.MaxBytes + 1;
        if (await Body.Read(http.Request, UpdateReader.MaxBytes, http.RequestAborted) is not { } body)
            return VendorCall.Status(StatusCodes.Status413PayloadTooLarge);
        var reading = UpdateReader.Read(MemoryMarshal.AsMemory(body));
        if (!reading.IsJson)
            return VendorCall.Status(StatusCodes.Status400BadRequest);
        if (reading.Update is null)
        {
            // It will not become readable by coming again.
            state.CountUnreadable();
            Unreadable(logger, reading.Id);
            return VendorCall.Status(StatusCodes.Status200OK);
        }
        state.Succeeded();
        return await intake.Take(reading.Update, http.RequestAborted) switch
        {
            Receipt.Stored or Receipt.Known => VendorCall.Status(StatusCodes.Status200OK),
            Receipt.TooMany => VendorCall.Later(http, StatusCodes.Status429TooManyRequests),
            _ => VendorCall.Later(http, StatusCodes.Status503ServiceUnavailable),
        };
    }

    private bool IsTelegram(HttpContext http) =>
        options.WebhookSecret is { Length: > 0 }
        && http.Request.Headers[SecretHeader] is [{ } shown]
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), secret);

    [LoggerMessage(3214, LogLevel.Error, "An update could not be taken: {Fault} {Place}")]
    private static partial void Failed(ILogger log, string fault, string? place);

    [LoggerMessage(3215, LogLevel.Warning, "Update {Id} is nothing that can be read")]
    private static partial void Unreadable(ILogger log, long? id);
}
