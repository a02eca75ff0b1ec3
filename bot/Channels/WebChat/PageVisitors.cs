using Microsoft.AspNetCore.Http;

namespace Assistant.Channels.WebChat;

/// <summary>Who is at a page that stands beside the chat: the same browser, known by the same signed cookie.</summary>
public sealed class PageVisitors
{
    private readonly WebChatIdentity identity;

    internal PageVisitors(WebChatIdentity identity) => this.identity = identity;

    /// <returns>The channel's ids of the user and of the conversation; <see langword="null"/>: a browser that we do not know.</returns>
    public (string User, string Conversation)? Known(HttpContext http) => identity.Known(http) is { } visitor ? (visitor.Id, visitor.Conversation) : null;

    /// <summary>Whether what is sent off comes from a page of ours, as far as the browser says.</summary>
    public bool IsOurs(HttpContext http) => identity.IsOurs(http);
}
