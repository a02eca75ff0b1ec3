namespace Assistant.Storage.Messages;

/// <summary>
/// Numbers of the messages that are sealed for <c>@from</c>. In their own chats all are, and none of these is in an index of owners: each message would touch one more
/// page for it. Those in other people's chats are marked.
/// </summary>
internal static class MessagesOf
{
    public const string Inbox = """
        SELECT seq FROM inbox WHERE owner = @from AND others = 1
        UNION ALL SELECT inbox.seq FROM conversation JOIN inbox ON inbox.conversation = conversation.id WHERE conversation.person = @from AND inbox.owner = @from AND inbox.others IS NULL
        """;

    public const string Outbox = """
        SELECT seq FROM outbox WHERE owner = @from AND others = 1
        UNION ALL SELECT outbox.seq FROM conversation JOIN outbox ON outbox.conversation = conversation.id WHERE conversation.person = @from AND outbox.owner = @from AND outbox.others IS NULL
        """;
}
