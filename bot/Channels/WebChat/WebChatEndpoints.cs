using Assistant.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Assistant.Channels.WebChat;

/// <summary>The chat page's endpoint: the routes of Direct Line 3.0 and a stream of server-sent events.</summary>
public static class WebChatEndpoints
{
    internal const string Root = "/v3/directline";

    /// <summary>A browser that slept for a night may still renew its token.</summary>
    private static readonly TimeSpan RenewalGrace = TimeSpan.FromDays(1);

    /// <summary>Registers the channel. The Host adds <see cref="IReceiver"/>, <see cref="IFileDoor"/>, <see cref="IConversationLog"/>, <see cref="LogSignal"/> and <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddWebChat(this IServiceCollection services, WebChatOptions options) => services
        .AddSingleton(options)
        .AddSingleton<WebChatIdentity>()
        .AddSingleton(services => new PageVisitors(services.GetRequiredService<WebChatIdentity>()))
        .AddSingleton<Streams>()
        .AddSingleton<EventStream>()
        .AddSingleton<WebChatService>()
        .AddSingleton<IChannel, WebChatChannel>();

    /// <summary>Maps <c>/v3/directline</c>.</summary>
    public static RouteGroupBuilder MapWebChat(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup(Root);
        chat.MapPost("/conversations", (HttpContext http, WebChatService service) => service.Open(http));
        chat.MapGet("/conversations/{id}", (HttpContext http, string id, WebChatService service) => service.Reconnect(http, id));
        chat.MapPost("/conversations/{id}/activities", (HttpContext http, string id, WebChatService service) => service.Post(http, id));
        chat.MapPost("/conversations/{id}/upload", (HttpContext http, string id, WebChatService service) => service.Upload(http, id));
        chat.MapGet("/conversations/{id}/activities", (HttpContext http, string id, string? watermark, WebChatService service) => service.Read(http, id, watermark));
        chat.MapGet("/conversations/{id}/stream", (HttpContext http, string id, string? watermark, WebChatService service) => service.Stream(http, id, watermark));
        chat.MapGet("/conversations/{id}/activities/{number:long}/file", (HttpContext http, string id, long number, WebChatService service) => service.File(http, id, number));
        chat.MapPost("/tokens/refresh", (HttpContext http, WebChatService service) => service.Refresh(http, RenewalGrace));
        return chat;
    }
}
