using System.Net;
using System.Text;
using System.Text.Json;
using Assistant.Channels.Telegram;
using Assistant.Channels.Telegram.Api;
using Assistant.Channels.Telegram.Receiving;
using Assistant.Channels.Telegram.Sending;
using Assistant.Protocol;
using Assistant.Tests.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Assistant.Tests.Channels.Telegram;

public sealed class PlaceInLineTests
{
    [Fact]
    public async Task Words_that_must_be_sent_a_second_time_give_up_the_place_of_the_first()
    {
        List<string> heard = [];
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var vendor = builder.Build();
        vendor.Run(async http =>
        {
            using var call = await JsonDocument.ParseAsync(http.Request.Body);
            var isPlain = !call.RootElement.TryGetProperty("entities", out _);
            if (isPlain)
                heard.Add(call.RootElement.GetProperty("text").GetString()!);
            http.Response.StatusCode = isPlain ? 200 : 400;
            await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(isPlain
                ? """{"ok":true,"result":{"message_id":7,"date":1790000000,"chat":{"id":1,"type":"private"}}}"""
                : """{"ok":false,"error_code":400,"description":"Bad Request: can't parse entities: we dislike it"}"""));
        });
        await vendor.StartAsync();

        var time = new StepTime();
        using var api = new BotApi(new() { Token = "1:a", ApiRoot = new(vendor.Urls.First()) });
        // One at a time in all: a place that is kept is a place that nobody gets.
        var outbound = new Outbound(api, new Pacer(new() { PerSecond = 1, Reserve = 0 }, time), new FakeTexts(), new Languages(), NullLogger<Outbound>.Instance);
        var message = new Message { Text = "Kohtume homme.", Moments = [new(8, 5, DateTimeOffset.UnixEpoch.AddYears(57))] };
        var sending = outbound.Send(new ChatAddress(1), message, Unkept.Instance, CancellationToken.None).AsTask();
        while (!sending.IsCompleted)
        {
            if (time.Waiting > 0)
                time.Step();
            await Task.Delay(1);
        }

        Assert.Equal(SendOutcome.Delivered, (await sending).Outcome);
        Assert.Equal("Kohtume homme.", Assert.Single(heard));
        // The vendor's second; a place that was kept would count as taken for ten.
        Assert.InRange(time.GetElapsedTime(0), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }
}
