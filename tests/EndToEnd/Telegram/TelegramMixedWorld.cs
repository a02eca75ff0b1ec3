using Assistant.Tests.Transcripts;
using NodaTime;

namespace Assistant.Tests.EndToEnd.Telegram;

/// <summary>One house in which families and support persons write in Telegram, and those who coordinate sit at the terminal, where names may be told.</summary>
internal sealed class TelegramMixedWorld(TelegramChatWorld telegram) : IChatWorld
{
    private IChatWorld Of(Speaker who) => IsInTelegram(who) ? telegram : telegram.AtTerminal;

    /// <summary>Whether this speaker writes in Telegram.</summary>
    public static bool IsInTelegram(Speaker who) => who.Role is "parent" or "support-person" or "counsellor";

    public ValueTask Enter(Speaker who) => Of(who).Enter(who);

    public ValueTask Say(Speaker who, string text) => Of(who).Say(who, text);

    public ValueTask Press(Speaker who, string label) => Of(who).Press(who, label);

    public ValueTask<IReadOnlyList<string>> Read(Speaker who) => Of(who).Read(who);

    public ValueTask Advance(LocalDateTime to) => telegram.Advance(to);

    public ValueTask DisposeAsync() => telegram.DisposeAsync();
}
