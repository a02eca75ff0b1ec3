using Assistant.Host.Groups;
using Assistant.Host.Reports;
using Assistant.Knowledge;
using Assistant.Knowledge.Catalogue;
using Assistant.Records;
using Assistant.Records.Groups;
using Assistant.Tests.Transcripts;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Assistant.Tests.Host.Groups;

/// <summary>What members think of a group: counted without names, and shown only where nobody can be recognised.</summary>
public sealed class OpinionTests
{
    [Fact]
    public async Task An_answer_is_counted_once_and_nothing_of_it_stays_with_the_person()
    {
        await using var world = new World();
        var (group, member) = await world.Season();
        await world.Advance(new(2026, 11, 25, 20, 11));
        await world.Press(member, "😀 Palju");
        await world.Press(member, "😕 Vähe");

        var all = await world.Look(unit => world.Groups.Usefulness(unit, group));
        Assert.Equal((3, 1), (Assert.Single(all).Score, all[0].Count));
        Assert.DoesNotContain("Palju", await world.Typed(member), StringComparison.Ordinal);
        Assert.DoesNotContain("Vähe", await world.Typed(member), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_number_is_hidden_and_too_few_answers_are_not_shown_at_all()
    {
        await using var world = new World();
        var (group, _) = await world.Season();
        Assert.Equal(["liiga vähe vastuseid", "liiga vähe vastuseid", "liiga vähe vastuseid"], (await world.Shown(group, "content", 3, 1)).Select(cell => ((Cell.Words)cell).Value));
        var enough = await world.Shown(group, "safe", 4, 1);
        Assert.Equal([new Cell.Words("alla 3"), new Cell.Number(0), new Cell.Number(4)], enough);
    }

    [Fact]
    public void Only_the_official_words_are_asked_and_only_in_the_language_they_are_loaded_in()
    {
        Assert.Null(WellBeing.Load().In(Lang.Et));
        var loaded = WellBeing.Load((WellBeing.File, "source: s\net:\n  intro: i\n  items: [a, b, c, d, e]\n  answers: [f, e, d, c, b, a]\n"));
        Assert.Equal(["a", "b", "c", "d", "e"], loaded.In(Lang.Et)!.Items);
        Assert.Null(loaded.In(Lang.Ru));
        Assert.Throws<FormatException>(() => WellBeing.Load((WellBeing.File, "source: s\net:\n  intro: i\n  items: [a]\n  answers: [f, e, d, c, b, a]\n")));
    }

    private sealed class World : HostChatWorld
    {
        public IGroups Groups => Storage.Groups;

        public ValueTask<T> Look<T>(Func<IUnit, T> look) => Storage.Store.Read(look, CancellationToken.None);

        /// <summary>One member who said that they come to the first of four sessions.</summary>
        public async Task<(GroupId Group, Speaker Member)> Season()
        {
            Speaker coordinator = new("coordinator", null, Lang.Et), member = new("parent", null, Lang.Et);
            await this.Begin(coordinator, member, "igal kolmapäeval kell 18 kuni 16. detsembrini");
            await Advance(new(2026, 11, 24, 18, 0));
            await Press(member, "Tulen");
            return (await Look(unit => Groups.All(unit, 1)[0].Id), member);
        }

        /// <summary>All that the store still has of what this person sent.</summary>
        public async Task<string> Typed(Speaker who) => await Look(unit =>
        {
            var person = Storage.People.Find(unit, new("terminal", who.Id))!;
            return string.Join('\n', Storage.Conversations.Of(unit, person.Id).SelectMany(talk => Storage.Outbox.Log(unit, talk.Id, after: 0, 1000)).Where(entry => entry.IsIncoming).Select(entry => entry.Body));
        });

        /// <summary>The row of one question in the summary, after so many answers "much" and "little".</summary>
        public async Task<IEnumerable<Cell>> Shown(GroupId id, string question, int much, int little) => await Storage.Store.Write(unit =>
        {
            for (var n = 0; n < much + little; n++)
                Groups.Count(unit, id, OpinionMoment.End, question, new(Guid.CreateVersion7()), n < much ? 3 : 1);
            var report = Get<GroupReports>().Summary(unit, Groups.Find(unit, id)!, Lang.Et);
            using var book = SpreadsheetDocument.Open(new MemoryStream(SpreadsheetFile.Write(report)), isEditable: false);
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(book).Select(fault => fault.Description));
            return report.Parts.OfType<ReportPart.Grid>().Single(grid => grid.Name == "Rahulolu").Rows.Last(row => row[1] is Cell.Words { Value: "lõpus" })[2..];
        }, CancellationToken.None);
    }
}
