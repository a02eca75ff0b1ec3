using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Cases;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;
using NodaTime;

namespace Assistant.Tests.Host.Cases;

/// <summary>What support persons have learnt, with certificates: shown where a family gets its worker and in the overview of workers, and warned about before they end.</summary>
public sealed class QualificationTests : IAsyncDisposable
{
    private static readonly LocalDate today = SharedWorld.Today;

    private readonly SharedWorld world = new();
    private readonly PersonId worker, colleague, boss;
    private readonly Family family;

    public QualificationTests()
    {
        (worker, colleague, boss) = (world.Meet("worker", Role.SupportPerson, called: "Kalle"), world.Meet("colleague", Role.SupportPerson, called: "Malle"), world.Meet("boss", Role.Coordinator));
        family = world.Supported("CCCCC", worker);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_qualification_is_seen_by_its_worker_and_by_coordinators_and_not_counted_as_hours_of_the_year()
    {
        Assert.Equal("learning.qualified", await Add(worker, null, "tugiisiku baaskoolitus", today.PlusDays(-30), 80, today.PlusYears(2)));
        var mine = Assert.Single(world.Facts(worker, null, Needs.Learning).Learning);
        var learnt = Assert.Single(mine.Qualifications);
        Assert.Equal(("tugiisiku baaskoolitus", 80 * 60, today.PlusYears(2), false, false), (learnt.What, learnt.Minutes, learnt.Until, learnt.IsOver, learnt.IsEnding));
        Assert.Equal((0, 0), (mine.TrainingMinutes, mine.SupervisionMinutes));
        var facts = world.Facts(boss, null, Needs.Learning | Needs.Families);
        Assert.Equal([worker.ToString()], facts.Qualified.Keys);
        Assert.Equal([1, 0], facts.Learning.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => one.Qualifications.Length));
        Assert.Equal("learning.qualification", world.Store.AuditRows()[^1].Action);
    }

    [Fact]
    public async Task A_worker_adds_their_own_alone_and_a_coordinator_anybodys_and_what_cannot_be_is_refused()
    {
        await Add(worker, colleague.ToString(), "kursus", today, null, null);
        Assert.Empty(world.Facts(colleague, null, Needs.Learning).Learning[0].Qualifications);
        Assert.Equal("learning.qualified", await Add(boss, colleague.ToString(), "kursus", today, null, null));
        Assert.Single(world.Facts(colleague, null, Needs.Learning).Learning[0].Qualifications);
        Assert.Equal("acts.gone", await Add(boss, null, "kursus", today, null, null));
        Assert.Equal("acts.gone", await Add(world.Meet("parent"), null, "kursus", today, null, null));
        Assert.Equal("acts.gone", await Add(worker, null, "kursus", today.PlusDays(1), null, null));
        Assert.Equal("acts.gone", await Add(worker, null, "kursus", today, null, today.PlusDays(-1)));
    }

    [Fact]
    public async Task A_certificate_is_warned_about_once_before_its_end_and_once_after_it_and_not_when_another_holds_longer()
    {
        await Add(worker, null, "baaskoolitus", today.PlusDays(-300), 80, today.PlusDays(90));
        Assert.DoesNotContain(Kinds(worker), kind => kind.StartsWith("qualification", StringComparison.Ordinal));
        for (var day = 28; day < 38; day++) await At(today.PlusDays(day));
        Assert.Equal(1, Told("Sinu tunnistus kehtib veel"));
        Assert.Contains("qualification", Kinds(worker));
        Assert.Equal("Kalle", Assert.Single(State(), item => item.Kind == "qualification").Who);

        for (var day = 90; day < 96; day++) await At(today.PlusDays(day));
        Assert.Equal(1, Told("Sinu tunnistus kehtis"));
        Assert.Contains("qualification-over", Kinds(worker));
        Assert.Single(State(), item => item.Kind == "qualification-over");

        await Add(worker, null, "uus koolitus", today.PlusDays(95), 16, null);
        Assert.DoesNotContain(Kinds(worker), kind => kind.StartsWith("qualification", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_chosen_for_a_family_is_told_with_what_they_are_qualified_by()
    {
        await Add(boss, worker.ToString(), "sotsiaaltöö bakalaureus", today.PlusYears(-3), null, null);
        await world.Say(new("boss", null, Assistant.Knowledge.Lang.Et), "pered");
        await world.Press(new("boss", null, Assistant.Knowledge.Lang.Et), "Määra tugiisik");
        var said = string.Join('\n', await world.Read(new("boss", null, Assistant.Knowledge.Lang.Et)));
        Assert.Contains("pädevus: sotsiaaltöö bakalaureus", said, StringComparison.Ordinal);
        Assert.Contains("pädevust ei ole kirjas", said, StringComparison.Ordinal);
    }

    private async Task<string> Add(PersonId by, string? who, string what, LocalDate on, int? hours, LocalDate? until) =>
        Assert.Single((await world.Do(by, new CaseAct.AddQualification(who, what, on, hours, until))).Said).Text.Key;

    private IEnumerable<string> Kinds(PersonId who) => world.Facts(who, null, Needs.Week).Week.Select(item => item.Kind);

    private IEnumerable<WeekItem> State() => world.Facts(boss, null, Needs.WorkState | Needs.Families).State!.Value;

    private async Task At(LocalDate day)
    {
        await world.Advance(day.At(new LocalTime(10, 0)));
        await world.The<WorkReminder>().Run(CancellationToken.None);
    }

    private int Told(string words) => world.Store.Read(unit => world.Store.Outbox.Log(unit, world.Store.Conversations.Of(unit, worker)[0].Id, after: 0, 100))
        .Count(entry => (entry.Body ?? "").Contains(words, StringComparison.Ordinal));
}
