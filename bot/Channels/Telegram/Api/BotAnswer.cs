namespace Assistant.Channels.Telegram.Api;

/// <summary>What the vendor's answer looks like, whatever the method.</summary>
internal sealed record BotAnswer<TResult>
{
    public bool Ok { get; init; }
    public TResult? Result { get; init; }
    public int? ErrorCode { get; init; }
    public string? Description { get; init; }
    public ResponseParameters? Parameters { get; init; }
}

/// <summary>What helps after an error.</summary>
[BotApiType("ResponseParameters")]
internal sealed record ResponseParameters
{
    /// <summary>Seconds.</summary>
    public int? RetryAfter { get; init; }
    /// <summary>The group goes on under this id.</summary>
    public long? MigrateToChatId { get; init; }
}
