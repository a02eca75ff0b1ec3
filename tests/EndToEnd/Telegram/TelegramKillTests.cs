using System.Text.RegularExpressions;
using Assistant.Fakes.Telegram;
using Assistant.Tests.Fakes;

namespace Assistant.Tests.EndToEnd.Telegram;

/// <summary>
/// kill -9 of the real program just after it sent something, at every step of a dialogue. <c>ASSISTANT_KILLS</c> sets the rounds; 4 by default.
/// </summary>
[Collection(Alone.Name)]
public sealed partial class TelegramKillTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    /// <summary>One step ends with the last message of its turn; the request at the end is given up, so that the story can begin again.</summary>
    private static readonly string[] steps = ["soovin aega", "lihtsalt mure", "iga aeg", "vastake siin", "Anna", "loobu"];

    [Fact]
    public async Task No_dialogue_is_ruined_and_at_most_one_message_comes_twice()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("ASSISTANT_KILLS"), out var given) ? given : 4;
        using var data = new TempFolder();
        await using var world = await TelegramDouble.Start(new() { HasLimits = false, SlowsHastyPolls = false, ConflictDelay = TimeSpan.FromMilliseconds(200) });
        var environment = new Dictionary<string, string> { ["Telegram__Token"] = world.Options.Token, ["Telegram__ApiRoot"] = world.Address.AbsoluteUri };
        var host = await HostProcess.Start(data.Path, environment);
        try
        {
            // How it goes when nothing happens.
            var undisturbed = await Met(world);
            var expected = new List<string[]>();
            foreach (var step in Enumerable.Range(0, rounds).Select(i => steps[i % steps.Length]))
                expected.Add(await Say(undisturbed, step, wanted: null));

            var mari = await Met(world);
            for (var round = 0; round < rounds; round++)
            {
                var before = mari.EverHeard.Length;
                mari.Write(steps[round % steps.Length]);
                await mari.Hears(_ => true, after: before, patience);
                await host.Kill();
                await host.DisposeAsync();
                host = await HostProcess.Start(data.Path, environment);
                var told = await Told(mari, before, expected[round].Length);
                Assert.Equal(expected[round], WithoutOneRepeat(told, expected[round]));
            }
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static async Task<FakeUser> Met(TelegramDouble world)
    {
        var user = world.AddUser("Mari", "et");
        user.Start();
        await user.Hears(message => message.Buttons.Count > 0, within: patience);
        await Say(user, "soovin aega", wanted: 4);
        await Say(user, "jah", wanted: 2);
        await Say(user, "loobu", wanted: null);
        return user;
    }

    private static async Task<string[]> Say(FakeUser user, string text, int? wanted)
    {
        var before = user.EverHeard.Length;
        user.Write(text);
        return await Told(user, before, wanted ?? 1);
    }

    /// <summary>What came since, once nothing comes any more.</summary>
    private static async Task<string[]> Told(FakeUser user, int before, int wanted)
    {
        await user.Hears(_ => true, after: before + wanted - 1, patience);
        for (var count = 0; count != user.EverHeard.Length;)
        {
            count = user.EverHeard.Length;
            await Task.Delay(2_500);
        }
        return [.. user.EverHeard.Skip(before).Select(message => Reference().Replace(message.Text, "REF"))];
    }

    private static IEnumerable<string> WithoutOneRepeat(string[] told, string[] expected)
    {
        var repeat = Enumerable.Range(0, told.Length).FirstOrDefault(i => told.Length == expected.Length + 1 && i > 0 && told[i] == told[i - 1], -1);
        return told.Where((_, i) => i != repeat);
    }

    [GeneratedRegex(@"\b[2-9A-HJ-NP-Z]{5}\b")]
    private static partial Regex Reference();
}
