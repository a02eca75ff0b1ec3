using Assistant.Channels.Telegram.Api;

namespace Assistant.Tests.Channels.Telegram;

public sealed class BotErrorTests
{
    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user", nameof(BotFault.Blocked))]
    [InlineData(403, "Forbidden: user is deactivated", nameof(BotFault.Deactivated))]
    [InlineData(403, "Forbidden: bot can't initiate conversation with a user", nameof(BotFault.UnknownChat))]
    [InlineData(403, "Forbidden: bot was kicked from the group chat", nameof(BotFault.Kicked))]
    [InlineData(403, "Forbidden: bot was kicked from the supergroup chat", nameof(BotFault.Kicked))]
    [InlineData(403, "Forbidden: bot is not a member of the channel chat", nameof(BotFault.Kicked))]
    [InlineData(403, "Forbidden: the group chat was deleted", nameof(BotFault.Kicked))]
    [InlineData(403, "Forbidden: something new", nameof(BotFault.Refused))]
    [InlineData(400, "Bad Request: chat not found", nameof(BotFault.UnknownChat))]
    [InlineData(400, "Bad Request: private chat not found", nameof(BotFault.UnknownChat))]
    [InlineData(400, "Bad Request: group chat was upgraded to a supergroup chat", nameof(BotFault.Migrated))]
    [InlineData(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same", nameof(BotFault.AlreadySo))]
    [InlineData(400, "Bad Request: message to delete not found", nameof(BotFault.AlreadySo))]
    [InlineData(400, "Bad Request: message can't be deleted for everyone", nameof(BotFault.AlreadySo))]
    [InlineData(400, "Bad Request: message to edit not found", nameof(BotFault.MessageGone))]
    [InlineData(400, "Bad Request: message can't be edited", nameof(BotFault.MessageGone))]
    [InlineData(400, "Bad Request: query is too old and response timeout expired or query ID is invalid", nameof(BotFault.PressTooOld))]
    [InlineData(400, "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 3", nameof(BotFault.OurMistake))]
    [InlineData(400, "Bad Request: message is too long", nameof(BotFault.OurMistake))]
    [InlineData(400, "Bad Request: BUTTON_DATA_INVALID", nameof(BotFault.OurMistake))]
    [InlineData(400, "Bad Request: text must be non-empty", nameof(BotFault.OurMistake))]
    [InlineData(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", nameof(BotFault.Conflict))]
    [InlineData(401, "Unauthorized", nameof(BotFault.Unauthorized))]
    [InlineData(404, "Not Found", nameof(BotFault.Unauthorized))]
    [InlineData(500, "Internal Server Error: restart", nameof(BotFault.NotSent))]
    [InlineData(500, "Internal Server Error", nameof(BotFault.Unknown))]
    [InlineData(502, "Bad Gateway", nameof(BotFault.Unknown))]
    [InlineData(413, "Request Entity Too Large", nameof(BotFault.Refused))]
    public void The_servers_words_have_their_class(int code, string words, string fault)
    {
        Assert.Equal(fault, BotError.Of(code, words, null).Fault.ToString());
        Assert.Equal(fault, BotError.Of(code, words.ToUpperInvariant(), null).Fault.ToString());
    }

    [Fact]
    public void A_wait_is_taken_from_the_parameters()
    {
        var error = BotError.Of(429, "Too Many Requests: retry after 17", new() { RetryAfter = 17 });
        Assert.Equal((BotFault.Throttled, TimeSpan.FromSeconds(17)), (error.Fault, error.RetryAfter!.Value));
    }

    [Fact]
    public void A_wait_that_is_unsaid_is_still_a_wait() => Assert.True(BotError.Of(429, null, null).RetryAfter > TimeSpan.Zero);

    [Fact]
    public void A_wait_that_no_timer_could_bear_is_cut_to_a_day() => Assert.Equal(TimeSpan.FromDays(1), BotError.Of(429, null, new() { RetryAfter = int.MaxValue }).RetryAfter);

    [Fact]
    public void A_group_that_moved_says_where() =>
        Assert.Equal(-100123, BotError.Of(400, "Bad Request: whatever they call it", new() { MigrateToChatId = -100123 }).MigratedTo);
}
