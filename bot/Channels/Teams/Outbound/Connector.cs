using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Assistant.Protocol;

namespace Assistant.Channels.Teams.Outbound;

/// <summary>
/// Calls the Connector of one chat's service. Faults of vendor and network are values, never exceptions. Where an address is not one we talk to, nothing
/// is sent there at all, least of all our token.
/// </summary>
internal sealed class Connector(TeamsOptions options, AccessToken token, TeamsHttp http, TimeProvider time)
{
    private const int maxAnswer = 64 * 1024; // bytes

    /// <summary>Says something in a chat.</summary>
    public Task<ConnectorAnswer> Send(ConversationReference to, JsonObject activity) => Call(to, HttpMethod.Post, $"conversations/{Escape(to.Conversation)}/activities", activity);

    /// <summary>Replaces what was said.</summary>
    public Task<ConnectorAnswer> Update(ConversationReference to, string id, JsonObject activity) =>
        Call(to, HttpMethod.Put, $"conversations/{Escape(to.Conversation)}/activities/{Escape(id)}", activity);

    /// <summary>Takes away what was said.</summary>
    public Task<ConnectorAnswer> Delete(ConversationReference to, string id) =>
        Call(to, HttpMethod.Delete, $"conversations/{Escape(to.Conversation)}/activities/{Escape(id)}", null);

    /// <summary>Opens the person's own chat, or finds the one that is open.</summary>
    public Task<ConnectorAnswer> Create(ConversationReference to) => Call(to, HttpMethod.Post, "conversations", new()
    {
        ["bot"] = new JsonObject { ["id"] = to.BotId },
        ["members"] = new JsonArray(new JsonObject { ["id"] = to.Account }),
        ["isGroup"] = false,
        ["tenantId"] = to.TenantId,
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = to.TenantId } },
    });

    private async Task<ConnectorAnswer> Call(ConversationReference to, HttpMethod method, string path, JsonObject? body)
    {
        if (ServiceUrls.Checked(to.ServiceUrl, options) is not { } root || path.Split('/').Any(part => part is "." or ".."))
            return new(ConnectorFault.Foreign);
        var address = new Uri($"{root.AbsoluteUri.TrimEnd('/')}/v3/{path}");
        var bytes = body is null ? [] : Encoding.UTF8.GetBytes(body.ToJsonString());
        var isAnonymous = options.AppId.Length == 0;
        for (var isSecond = false; ; isSecond = true)
        {
            var bearer = isAnonymous ? null : await token.Get();
            if (bearer is null && !isAnonymous)
                return new(ConnectorFault.NotSent, Code: "token");
            var answer = await Once(method, address, bytes, bearer);
            if (answer.Fault != ConnectorFault.Unauthorized || isSecond || bearer is null)
                return answer;
            // Revoked or mistaken: once more with a new one.
            token.Drop(bearer);
        }
    }

    private async Task<ConnectorAnswer> Once(HttpMethod method, Uri address, byte[] body, string? bearer)
    {
        using var over = new CancellationTokenSource(options.CallTimeout, time);
        using var watched = WatchedContent.Json(body);
        using var request = new HttpRequestMessage(method, address) { Content = watched };
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        try
        {
            using var response = await http.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, over.Token);
            var read = await AnswerBytes.Read(response, maxAnswer, over.Token);
            return ConnectorAnswer.Of(response.StatusCode, (read ?? default).Span, Wish(response.Headers.RetryAfter));
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            return new(watched.IsBegun ? ConnectorFault.Unknown : ConnectorFault.NotSent, Code: fault is OperationCanceledException ? "timeout" : "network");
        }
    }

    private TimeSpan? Wish(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);

    private static string Escape(string part) => Uri.EscapeDataString(part);
}
