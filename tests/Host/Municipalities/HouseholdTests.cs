using Assistant.Dialogs.Cases;
using Assistant.Host.Households;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Tests.Storage;
using NodaTime;

namespace Assistant.Tests.Host.Municipalities;

/// <summary>A parent comes to the family by a code and a worker's yes, and is asked once, in kind hours, how a meeting was.</summary>
public sealed class HouseholdTests : IAsyncDisposable
{
    private readonly SharedWorld world = new();
    private readonly PersonId worker, other, boss, mother;
    private readonly Family family;

    public HouseholdTests()
    {
        (worker, other, boss, mother) = (world.Meet("worker", Role.SupportPerson), world.Meet("other", Role.SupportPerson), world.Meet("boss", Role.Coordinator), world.Meet("mother"));
        family = world.Supported("CCCCC", worker);
        world.Store.Write(unit => world.Store.People.Consent(unit, mother, new("1", "hash", "et", "terminal")));
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Nothing_is_shown_before_the_worker_said_yes_and_a_code_works_once()
    {
        var code = await Code();
        var asked = await world.Do(mother, new CaseAct.JoinFamily(code, ChecksIn: true));
        Assert.Equal(worker, Assert.Single(asked.Notices).To.Person.Id);
        Assert.Empty(People());
        Assert.Empty(world.Facts(mother, null).Notebook);
        Assert.Equal("code.expired", Assert.Single((await world.Do(world.Meet("second"), new CaseAct.JoinFamily(code, ChecksIn: true))).Said).Text.Key);

        var request = Request(asked);
        Assert.Equal("acts.gone", Assert.Single((await world.Do(other, new CaseAct.SettleJoin(request, IsYes: true))).Said).Text.Key);
        Assert.Empty(People());
        await world.Do(worker, new CaseAct.SettleJoin(request, IsYes: true));
        Assert.Equal([mother], People());
        Assert.Equal("family.join", world.Store.AuditRows()[^1].Action);
        // It is settled: a second press finds nothing.
        Assert.Equal("acts.gone", Assert.Single((await world.Do(worker, new CaseAct.SettleJoin(request, IsYes: false))).Said).Text.Key);
    }

    [Fact]
    public async Task Whoever_took_consent_back_since_asking_does_not_come_to_the_family()
    {
        var asked = await world.Do(mother, new CaseAct.JoinFamily(await Code(), ChecksIn: true));
        world.Store.Write(unit => world.Store.People.WithdrawConsent(unit, mother));
        var settled = await world.Do(worker, new CaseAct.SettleJoin(Request(asked), IsYes: true));
        Assert.Equal("household.no-consent", Assert.Single(settled.Said).Text.Key);
        Assert.Empty(settled.Notices);
        Assert.Empty(People());
        Assert.Empty(world.Facts(mother, null).Notebook);
    }

    [Fact]
    public async Task Before_a_parent_joins_a_family_their_consent_is_asked()
    {
        world.Store.Write(unit => world.Store.People.WithdrawConsent(unit, mother));
        var who = new Assistant.Tests.Transcripts.Speaker("mother", null, Assistant.Knowledge.Lang.En);
        await world.Say(who, await Code());
        var said = string.Join('\n', await world.Read(who));
        Assert.Contains(Assistant.Tests.Dialogs.Known.Texts.Get(Assistant.Knowledge.Lang.Et, "consent.agree.yes"), said, StringComparison.Ordinal);
        Assert.DoesNotContain("Tamm", said, StringComparison.Ordinal);
        Assert.Empty(People());
    }

    [Fact]
    public async Task A_no_leaves_a_stranger_a_stranger()
    {
        var asked = await world.Do(mother, new CaseAct.JoinFamily(await Code(), ChecksIn: true));
        await world.Do(worker, new CaseAct.SettleJoin(Request(asked), IsYes: false));
        Assert.Empty(People());
        Assert.Contains(world.Store.AuditRows(), row => row.Action == "join.refuse");
    }

    [Fact]
    public async Task Only_the_familys_own_worker_and_coordinators_make_codes()
    {
        foreach (var stranger in (PersonId[])[other, mother])
            Assert.Equal("acts.gone", Assert.Single((await world.Do(stranger, new CaseAct.InviteParent(family.Id.ToString()))).Said).Text.Key);
        Assert.Equal("household.code", (await world.Do(boss, new CaseAct.InviteParent(family.Id.ToString()))).Said[0].Text.Key);
    }

    [Fact]
    public async Task A_code_of_a_worker_who_lost_the_family_is_confirmed_by_a_coordinator()
    {
        var code = await Code();
        world.Store.Write(unit => world.Store.Families.Assign(unit, world.Store.Families.WorkersOf(unit, family.Id)[0] with { Until = SharedWorld.Today }, boss));
        Assert.Equal(boss, Assert.Single((await world.Do(mother, new CaseAct.JoinFamily(code, ChecksIn: false))).Notices).To.Person.Id);
    }

    [Fact]
    public async Task Whoever_agreed_is_asked_once_the_day_after_in_kind_hours_and_the_worker_hears_the_answer()
    {
        Joined(checksIn: true);
        world.Visited(family, worker);
        await At(1, 9);
        Assert.Equal(0, await Ask());
        await At(1, 10);
        Assert.Equal(0, await Ask());
        var asked = Told(mother, "Kuidas eile");
        Assert.NotNull(asked);

        var answered = await world.Do(mother, new CaseAct.AnswerCheckIn(asked, "hard", "väsitav"));
        Assert.Contains(answered.Notices, notice => notice.To.Person.Id == worker && notice.Message.Text.Contains("väsitav", StringComparison.Ordinal));
        Assert.Equal("acts.gone", Assert.Single((await world.Do(mother, new CaseAct.AnswerCheckIn(asked, "good", null))).Said).Text.Key);
        Assert.Equal("acts.gone", Assert.Single((await world.Do(other, new CaseAct.AnswerCheckIn(asked, "good", null))).Said).Text.Key);
    }

    [Theory]
    [InlineData(false, true, 10)]
    [InlineData(true, false, 10)]
    [InlineData(true, true, 18)]
    public async Task Nobody_is_asked_who_did_not_agree_took_consent_back_or_has_the_evening_off(bool checksIn, bool consents, int hour)
    {
        Joined(checksIn);
        if (!consents) world.Store.Write(unit => world.Store.People.WithdrawConsent(unit, mother));
        world.Visited(family, worker);
        await At(1, hour);
        Assert.Equal(0, await Ask());
        Assert.Null(Told(mother, "Kuidas eile"));
    }

    [Fact]
    public async Task A_task_is_ticked_by_the_family_alone()
    {
        Joined(checksIn: false);
        await world.Do(worker, new CaseAct.AddNote(family.Id.ToString(), "võta arved kaasa"));
        var line = Assert.Single(world.Facts(mother, null).Notebook);
        Assert.Equal("acts.gone", Assert.Single((await world.Do(world.Meet("stranger"), new CaseAct.TaskDone(line.Id))).Said).Text.Key);
        await world.Do(mother, new CaseAct.TaskDone(line.Id));
        Assert.True(Assert.Single(world.Facts(mother, null).Notebook).IsDone);
    }

    [Fact]
    public async Task What_is_written_at_night_reaches_the_family_in_the_morning()
    {
        Joined(checksIn: false);
        await At(0, 22);
        var told = Assert.Single((await world.Do(worker, new CaseAct.AddNote(family.Id.ToString(), "võta arved kaasa"))).Notices);
        Assert.Equal(8, told.Outgoing.Due.InZone(DateTimeZoneProviders.Tzdb["Europe/Tallinn"]).Hour);
    }

    [Fact]
    public async Task Whoever_took_consent_back_hears_nothing_of_notes_and_acts()
    {
        Joined(checksIn: false);
        var visit = new Assistant.Dialogs.Visits.VisitFiled(family.Id.ToString(), "held", SharedWorld.Today) { Minutes = 60, Agreements = "arved kaasa" };
        Assert.Contains((await world.Do(worker, new CaseAct.File(visit))).Notices, notice => notice.To.Person.Id == mother);
        world.Store.Write(unit => world.Store.People.WithdrawConsent(unit, mother));
        Assert.Empty((await world.Do(worker, new CaseAct.AddNote(family.Id.ToString(), "võta arved kaasa"))).Notices);
        Assert.DoesNotContain((await world.Do(worker, new CaseAct.File(visit))).Notices, notice => notice.To.Person.Id == mother);
    }

    [Fact]
    public async Task A_parent_where_little_may_be_said_hears_that_something_was_agreed_and_not_what()
    {
        var father = world.Meet("father", channel: "telegram");
        world.Store.Write(unit =>
        {
            world.Store.People.Consent(unit, father, new("1", "hash", "et", "telegram"));
            world.Store.Families.Join(unit, family.Id, father, worker);
        });
        var told = (await world.Do(worker, new CaseAct.File(new(family.Id.ToString(), "held", SharedWorld.Today) { Minutes = 60, Agreements = "arved kaasa" }))).Notices;
        Assert.Equal("Sinu vihikus on uus kokkulepe. Vaata seda vestluse lehelt.", Assert.Single(told, notice => notice.To.Person.Id == father).Message.Text);
    }

    [Fact]
    public async Task What_a_corrected_act_says_otherwise_stands_once_in_the_notebook()
    {
        Joined(checksIn: false);
        var visit = new Assistant.Dialogs.Visits.VisitFiled(family.Id.ToString(), "held", SharedWorld.Today) { Minutes = 60, Agreements = "arved kaasa", NextOn = SharedWorld.Today.PlusDays(3) };
        await world.Do(worker, new CaseAct.File(visit));
        var act = world.Store.Read(unit => world.Store.Visits.OfFamily(unit, family.Id, 1))[0].Encounter.Id.ToString();
        await world.Do(worker, new CaseAct.File(visit with { Corrects = act, Reason = "viga", NextOn = SharedWorld.Today.PlusDays(4) }));
        Assert.Equal(["next 2026-11-27", "task 2026-11-23"], Lines());
        await world.Do(worker, new CaseAct.File(visit with { Corrects = act, Reason = "viga", NextOn = null, Agreements = "arved ja leping kaasa" }));
        Assert.Equal(["task 2026-11-23"], Lines());
        Assert.Equal("arved ja leping kaasa", Assert.Single(world.Facts(mother, null).Notebook).Words);
    }

    [Fact]
    public async Task That_a_parent_blocked_us_is_known_to_those_who_work_with_the_family_and_to_nobody_else()
    {
        Joined(checksIn: false);
        var lost = world.The<Assistant.Host.Requests.LostContact>();
        var chat = world.Chat(mother).Conversation.Id;
        await lost.Tell(chat, TestContext.Current.CancellationToken);
        Assert.Equal((0, false), (Lost(worker), world.Facts(worker, $"family:{family.Id}").Family!.IsLost));
        world.Store.Write(unit => world.Store.Conversations.Silence(unit, chat, "blocked"));
        await lost.Tell(chat, TestContext.Current.CancellationToken);
        Assert.Equal((1, 0, 0), (Lost(worker), Lost(other), Lost(mother)));
        Assert.True(world.Facts(worker, $"family:{family.Id}").Family!.IsLost);
        world.Store.Write(unit => world.Store.Conversations.Reach(unit, chat));
        Assert.False(world.Facts(worker, $"family:{family.Id}").Family!.IsLost);
    }

    private IEnumerable<string> Lines() => world.Facts(mother, null).Notebook.Select(line => $"{line.Kind} {NodaTime.Text.LocalDatePattern.Iso.Format(line.On.Date)}").Order(StringComparer.Ordinal);

    private int Lost(PersonId who) => world.Store.Read(unit => world.Store.Outbox.Log(unit, world.Store.Conversations.Of(unit, who)[0].Id, after: 0, 100)).Count(entry => (entry.Body ?? "").Contains("Pere Tamm", StringComparison.Ordinal));

    [Fact]
    public async Task Nobody_is_asked_in_a_time_they_want_quiet_but_when_it_is_over()
    {
        Joined(checksIn: true);
        world.Store.Write(unit => world.Store.SafeContacts.Save(unit, mother, new LocalTime(9, 0), new LocalTime(13, 0), isNeutral: false));
        world.Visited(family, worker);
        await At(1, 10);
        Assert.Null(Told(mother, "Kuidas eile"));
        await At(1, 14);
        Assert.NotNull(Told(mother, "Kuidas eile"));
    }

    private PersonId[] People() => [.. world.Store.Read(unit => world.Store.Families.PeopleOf(unit, family.Id))];

    private async Task<string> Code() => (await world.Do(worker, new CaseAct.InviteParent(family.Id.ToString()))).Said[0].Text.Slots.Single(slot => slot.Name == "code").Words!;

    private static string Request(Assistant.Host.Requests.DeskStep asked) => asked.Notices[0].Keyboard!.Choices[0].Split(':')[2];

    private void Joined(bool checksIn) => world.Store.Write(unit =>
    {
        world.Store.Families.Join(unit, family.Id, mother, worker);
        world.Store.Households.SetCheckIn(unit, family.Id, mother, checksIn);
    });

    private async Task At(int days, int hour) => await world.Advance(SharedWorld.Today.PlusDays(days).At(new LocalTime(hour, 0)));

    private async Task<int> Ask() => await world.The<CheckInSweep>().Run(CancellationToken.None);

    /// <returns>The id on the buttons of a message in the person's chat; <see langword="null"/>: there is none such.</returns>
    private string? Told(PersonId person, string words) => world.Store.Read(unit =>
    {
        var chat = world.Store.Conversations.Of(unit, person)[0].Id;
        var said = world.Store.Outbox.Log(unit, chat, after: 0, 100).FirstOrDefault(entry => entry.Body?.Contains(words, StringComparison.Ordinal) == true);
        if (said?.Body is null) return null;
        var message = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(said.Body);
        var buttons = message.EnumerateObject().First(one => one.Name.Equals("buttons", StringComparison.OrdinalIgnoreCase)).Value;
        var handle = buttons[0].EnumerateObject().First(one => one.Name.Equals("handle", StringComparison.OrdinalIgnoreCase) || one.Name.Equals("id", StringComparison.OrdinalIgnoreCase)).Value.GetString()!;
        return world.Store.Keyboards.Find(unit, handle.Split(':')[0])!.Choices[0].Split(':')[2];
    });
}
