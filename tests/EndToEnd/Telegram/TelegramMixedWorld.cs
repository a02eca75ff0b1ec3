using Assistant.Tests.Transcripts;
using NodaTime;

namespace Assistant.Tests.EndToEnd.Telegram;

/// <summary>One house in which some write in Telegram, and the others sit at the terminal, where names may be told.</summary>
/// <param name="roles">Of those in Telegram.</param>
/// <param name="tellsOthers">False: what the others read is not looked at.</param>
internal sealed class TelegramMixedWorld(TelegramChatWorld telegram, IReadOnlyList<string> roles, bool tellsOthers) : IChatWorld
{
    private readonly IChatWorld terminal = telegram.AtTerminal;

    private IChatWorld Of(Speaker who) => roles.Contains(who.Role) ? telegram : terminal;

    public ValueTask Enter(Speaker who) => Of(who).Enter(who);

    public ValueTask Say(Speaker who, string text) => Of(who).Say(who, text);

    public ValueTask HandIn(Speaker who, string name, string words) => Of(who).HandIn(who, name, words);

    public ValueTask Press(Speaker who, string label) => Of(who).Press(who, label);

    public ValueTask<IReadOnlyList<string>> Open(Speaker who, string name) => Of(who).Open(who, name);

    public async ValueTask<IReadOnlyList<string>> Read(Speaker who)
    {
        var told = await Of(who).Read(who);
        return tellsOthers || roles.Contains(who.Role) ? told : [];
    }

    public ValueTask Advance(LocalDateTime to) => telegram.Advance(to);

    public ValueTask DisposeAsync() => telegram.DisposeAsync();
}
