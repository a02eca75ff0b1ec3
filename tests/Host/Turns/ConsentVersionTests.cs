using Assistant.Dialogs.Consent;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.Turns;

/// <summary>Consent holds for the words that were agreed to.</summary>
public sealed class ConsentVersionTests
{
    private static readonly Speaker parent = new("parent", null, Lang.En);

    [Fact]
    public async Task New_words_of_consent_are_asked_about_on_the_next_turn_and_the_old_consent_is_not_enough()
    {
        await using var world = new World();
        await world.Enter(parent);
        foreach (var said in new[] { "book an appointment", "[I agree]", "[Support person]" }) await world.Do(said);

        await world.Agree("2020-01");
        var asked = await world.Do("tomorrow at 10");
        Assert.Contains(asked, line => line.Contains("[I agree | Not now]", StringComparison.Ordinal));
        Assert.DoesNotContain(asked, line => line.Contains("10:00", StringComparison.Ordinal));
        // Told that they are new, and nothing is filed before the answer.
        Assert.Equal(1, asked.Count(line => line.Contains("changed", StringComparison.Ordinal)));

        var on = await world.Do("[I agree]");
        Assert.Contains(on, line => line.Contains("When would suit you", StringComparison.Ordinal));
        Assert.Equal(ConsentDialog.Version, await world.Agreed());
        Assert.Contains(await world.Do("tomorrow at 10"), line => line.Contains("10:00", StringComparison.Ordinal));
    }

    private sealed class World : HostChatWorld
    {
        public async Task<IReadOnlyList<string>> Do(string said)
        {
            await Read(parent);
            if (said is ['[', .., ']']) await Press(parent, said[1..^1]);
            else await Say(parent, said);
            return await Read(parent);
        }

        public ValueTask<bool> Agree(string version) => Storage.Store.Write(unit =>
        {
            Storage.People.Consent(unit, Person(unit).Id, new ConsentGiven(version, "older words", "en", "terminal"));
            return true;
        }, CancellationToken.None);

        public ValueTask<string?> Agreed() => Storage.Store.Read(unit => Person(unit).ConsentVersion, CancellationToken.None);

        private Person Person(IUnit unit) => Storage.People.Get(unit, Storage.Conversations.Find(unit, "terminal", parent.Id)!.Person);
    }
}
