using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Assistant.Protocol;

namespace Assistant.Channels.Telegram.Api;

/// <summary>
/// Calls the Bot API. Faults of vendor and network are values, never exceptions, and carry no address: the token is part of every address, so
/// nothing here logs one, and the client below comes from no factory that would.
/// </summary>
internal sealed class BotApi : IDisposable
{
    /// <summary>Largest answer read, in bytes; the vendor's own limit for updates is 4 MiB.</summary>
    private const int maxAnswer = 8 * 1024 * 1024;

    /// <summary>How long to wait for a connection.</summary>
    private static readonly TimeSpan connectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A connection is renewed now and then, so that a change of the vendor's addresses is seen.</summary>
    private static readonly TimeSpan connectionLife = TimeSpan.FromMinutes(10);

    /// <summary>Without the client around it, which would bind a further cancellation to every call: each has its own time here.</summary>
    private readonly HttpMessageInvoker http;
    private readonly ConcurrentDictionary<string, Uri> methods = new(StringComparer.Ordinal);
    private readonly string root;
    private readonly string files;
    private readonly TimeSpan timeout;

    public BotApi(TelegramOptions options)
    {
        root = $"{options.ApiRoot.ToString().TrimEnd('/')}/bot{options.Token}/";
        files = $"{options.ApiRoot.ToString().TrimEnd('/')}/file/bot{options.Token}/";
        timeout = options.CallTimeout;
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = connectTimeout,
            PooledConnectionLifetime = connectionLife,
            // Trace headers would tell the vendor how our insides are numbered.
            ActivityHeadersPropagator = null,
        });
    }

    /// <summary>Calls a method; gives up after the usual time, or <paramref name="patience"/>.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; nobody knows whether the call was applied.</exception>
    public ValueTask<BotResult<TResult>> Call<TResult>(BotRequest<TResult> request, CancellationToken cancellationToken, TimeSpan? patience = null) =>
        Send<TResult>(request.Method, WatchedContent.Json(Json(request)), patience ?? timeout, cancellationToken);

    /// <summary>Sends a document with its bytes.</summary>
    public ValueTask<BotResult<SentMessage>> Upload(SendDocument request, FileContent file, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // the request message disposes its content
        var form = new MultipartFormDataContent();
        using var fields = JsonDocument.Parse(Json(request));
        foreach (var field in fields.RootElement.EnumerateObject())
            form.Add(new StringContent(field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText(), Encoding.UTF8), field.Name);
        var bytes = new ReadOnlyMemoryContent(file.Content.AsMemory());
        bytes.Headers.ContentType = MediaTypeHeaderValue.TryParse(file.MediaType, out var type) ? type : new("application/octet-stream");
        form.Add(bytes, UploadPart, file.Name);
#pragma warning restore CA2000
        return Send<SentMessage>(request.Method, WatchedContent.Of(form), timeout, cancellationToken);
    }

    /// <summary>Fetches a file that was sent to us.</summary>
    /// <param name="path">As <see cref="GetFile"/> gave it.</param>
    /// <param name="largest">In bytes.</param>
    /// <returns><see langword="null"/>: it is larger, gone, or could not be fetched.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> Download(string path, int largest, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, files + path);
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode && await AnswerBytes.Read(response, largest, cancellationToken) is { IsEmpty: false } bytes ? bytes : null;
        }
        // UriFormatException: what was said to be a path is none.
        catch (Exception fault) when (fault is HttpRequestException or IOException or UriFormatException)
        {
            return null;
        }
    }

    /// <summary>The vendor's clock, from the head of any answer; <see langword="null"/>: it cannot be asked.</summary>
    public async ValueTask<DateTimeOffset?> ServerTime(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, root + "getMe");
            using var response = await http.SendAsync(request, over.Token);
            return response.Headers.Date;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Name of the part of an upload that holds the bytes.</summary>
    public const string UploadPart = "file";

    public void Dispose() => http.Dispose();

    private static byte[] Json(object request) => JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), BotJson.Default);

    private async ValueTask<BotResult<TResult>> Send<TResult>(string method, WatchedContent body, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(patience);
        using var request = new HttpRequestMessage(HttpMethod.Post, methods.GetOrAdd(method, static (name, root) => new(root + name), root)) { Content = body };
        try
        {
            using var response = await http.SendAsync(request, over.Token);
            return Read<TResult>(response.StatusCode, await AnswerBytes.Read(response, maxAnswer, over.Token) ?? default);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Only the kind of fault is told: messages of exceptions may hold addresses.
            return new(default, new(body.IsBegun ? BotFault.Unknown : BotFault.NotSent, 0, fault is OperationCanceledException ? "timeout" : Kind(fault)));
        }
    }

    private static string Kind(Exception fault) => fault is HttpRequestException { HttpRequestError: var error } ? error.ToString() : fault.GetType().Name;

    private static BotResult<TResult> Read<TResult>(HttpStatusCode status, Memory<byte> body)
    {
        BotAnswer<TResult>? answer = null;
        LoneSurrogates.Replace(body.Span);
        try
        {
            answer = JsonSerializer.Deserialize(body.Span, (JsonTypeInfo<BotAnswer<TResult>>)BotJson.Default.GetTypeInfo(typeof(BotAnswer<TResult>))!);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // A gateway's page, or half an answer: see below.
        }
        return answer switch
        {
            { Ok: true, Result: { } result } => new(result, null),
            // Applied, but the answer is of a shape we do not know (an edit answers true for some messages).
            { Ok: true } => new(default, new(BotFault.Unknown, (int)status, "answer without result")),
            { } => new(default, BotError.Of(answer.ErrorCode ?? (int)status, answer.Description, answer.Parameters)),
            null when status == HttpStatusCode.TooManyRequests => new(default, BotError.Of(429, null, null)),
            null => new(default, new(BotFault.Unknown, (int)status, "answer is not JSON")),
        };
    }
}
