namespace Assistant.Channels.Telegram.Api;

/// <summary>The type of the Bot API that a record mirrors; a test compares every field with the vendor's own description.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BotApiTypeAttribute(string name) : Attribute
{
    /// <summary>As the vendor calls it.</summary>
    public string Name => name;
}

/// <summary>The method of the Bot API whose parameters a record holds.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class BotApiMethodAttribute(string name) : Attribute
{
    /// <summary>As the vendor calls it.</summary>
    public string Name => name;
}
