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

    private const string retryAfter = "2"; // seconds

    // Compared by its hash: the time it takes then tells neither content nor length.
    private readonly byte[] secret = SHA256.HashData(Encoding.UTF8.GetBytes(options.WebhookSecret ?? ""));

    public async Task<IResult> Post(HttpContext http)
    {
        if (!IsTelegram(http))
            return TypedResults.StatusCode(StatusCodes.Status401Unauthorized);
        try
        {
            if (await Bytes(http) is not { } body)
                return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
            var reading = UpdateReader.Read(body);
            if (!reading.IsJson)
                return TypedResults.BadRequest();
            if (reading.Update is null)
            {
                // It will not become readable by coming again.
                state.CountUnreadable();
                Unreadable(logger, reading.Id);
                return TypedResults.Ok();
            }
            state.Succeeded();
            return await intake.Take(reading.Update, http.RequestAborted) switch
            {
                Receipt.Stored or Receipt.Known => TypedResults.Ok(),
                Receipt.TooMany => Later(http, StatusCodes.Status429TooManyRequests),
                _ => Later(http, StatusCodes.Status503ServiceUnavailable),
            };
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return TypedResults.Empty;
        }
        catch (BadHttpRequestException bad)
        {
            return TypedResults.StatusCode(bad.StatusCode);
        }
#pragma warning disable CA1031 // whatever went wrong behind the ports, Telegram is asked to come again
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Failed(logger, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            return http.Response.HasStarted ? TypedResults.Empty : Later(http, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private bool IsTelegram(HttpContext http) =>
        options.WebhookSecret is { Length: > 0 }
        && http.Request.Headers[SecretHeader] is [{ } shown]
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), secret);

    private static async ValueTask<Memory<byte>?> Bytes(HttpContext http)
    {
        if (http.Request.ContentLength > UpdateReader.MaxBytes)
            return null;
        // Telegram's updates may be larger than anything else we take.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = UpdateReader.MaxBytes + 1;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(buffer, http.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > UpdateReader.MaxBytes)
                return null;
            body.Write(buffer, 0, read);
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.StatusCodeHttpResult Later(HttpContext http, int status)
    {
        http.Response.Headers.RetryAfter = retryAfter;
        return TypedResults.StatusCode(status);
    }

    [LoggerMessage(3214, LogLevel.Error, "An update could not be taken: {Fault} {Place}")]
    private static partial void Failed(ILogger log, string fault, string? place);

    [LoggerMessage(3215, LogLevel.Warning, "Update {Id} is nothing that can be read")]
    private static partial void Unreadable(ILogger log, long? id);
}
