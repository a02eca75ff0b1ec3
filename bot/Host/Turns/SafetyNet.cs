using System.Collections.Concurrent;
using Assistant.Knowledge;
using Assistant.Knowledge.Safety;
using Assistant.Protocol;

namespace Assistant.Host.Turns;

/// <summary>The helpline, when nothing else works: needs no database, no consent and no sign-in.</summary>
public sealed class SafetyNet(ITexts texts, IEnumerable<IChannel> channels, TimeProvider time)
{
    /// <summary>The same chat gets the card directly at most once in this time.</summary>
    private static readonly TimeSpan quiet = TimeSpan.FromMinutes(1);

    /// <summary>Most chats remembered.</summary>
    private const int mostKnown = 10_000;

    private readonly ConcurrentDictionary<(string, string), long> answered = new();

    /// <summary>Whether the words mean that somebody is in danger now.</summary>
    public bool IsDanger(string? text) => text is not null && CrisisGate.Default.ReadNote(text).Level is CrisisLevel.Now;

    /// <summary>Shows the helpline card without storing anything.</summary>
    public async ValueTask AnswerDirectly(ConversationReference to, string? text, CancellationToken cancellationToken)
    {
        if (!IsDanger(text) || channels.FirstOrDefault(channel => channel.Id == to.Channel) is not { } channel)
            return;
        if (answered.Count >= mostKnown)
            answered.Clear();
        var now = time.GetTimestamp();
        var key = (to.Channel, to.Conversation);
        if (answered.TryGetValue(key, out var last) && time.GetElapsedTime(last, now) < quiet)
            return;
        answered[key] = now;
        var lang = Langs.Parse(to.Locale) ?? Lang.Et;
        await channel.Send(to, new() { Text = texts.Get(lang, "crisis.now"), Language = lang.Code(), Alerts = true, IsUrgent = true }, IChannel.NotStored, cancellationToken);
    }
}
