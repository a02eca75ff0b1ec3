using Assistant.Dialogs.Cases;
using Assistant.Knowledge;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;
using Assistant.Tests.Transcripts;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using Sheet = DocumentFormat.OpenXml.Spreadsheet;

namespace Assistant.Tests.Host.Cases;

/// <summary>What people dictate wrongly, twice, by the dozen or with intent: asked or refused clearly, nothing lost, nothing run in a spreadsheet.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private static readonly Speaker worker = new("worker", null, Lang.En);

    private readonly SharedWorld world = new();
    private readonly PersonId me;

    public BadInputTests()
    {
        me = world.Meet("worker", Role.SupportPerson);
        world.Store.Write(unit => world.Store.People.Save(unit, world.Store.People.Get(unit, me) with { Language = "en" }));
    }

    /// <summary>The visits of the morning have been.</summary>
    public ValueTask InitializeAsync() => world.Advance(new(2026, 11, 23, 15, 0));

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task Thirty_drafts_at_once_are_all_kept_and_all_found_again()
    {
        string[] names = [.. Enumerable.Range(0, 30).Select(n => $"{"BDFGHJKLMNPRSTV"[n % 15]}{"aeiou"[n % 5]}{"lmnrst"[n % 6]}{"aeo"[n % 3]}ndal{(n < 15 ? "u" : "e")}")];
        for (var n = 0; n < names.Length; n++) Family($"{(char)('C' + n / 10)}{(char)('C' + n % 10)}CCC", names[n]);
        foreach (var name in names) await world.Say(worker, Note(name));
        var drafts = world.Store.Read(unit => world.Store.Visits.DraftsOf(unit, me));
        Assert.Equal(names.Order(StringComparer.Ordinal), drafts.Select(draft => names.Single(name => draft.Given["note"].Contains(name, StringComparison.Ordinal))).Order(StringComparer.Ordinal));
        await world.Read(worker);
        await world.Say(worker, "cancel");
        await world.Say(worker, "drafts");
        Assert.Contains("30", string.Join('\n', await world.Read(worker)), StringComparison.Ordinal);
        Assert.Equal(30, world.Store.Read(unit => world.Store.Visits.DraftsOf(unit, me)).Length);
    }

    [Fact]
    public async Task The_same_dictation_twice_is_offered_as_a_correction_of_the_act_that_is_there()
    {
        Family("CCCCC", "Jones");
        await Dictate(Note("Jones"));
        Assert.Single(world.Store.Read(unit => world.Store.Visits.OfWorker(unit, me, 10)));
        await world.Read(worker);
        await world.Say(worker, Note("Jones"));
        var said = string.Join('\n', await world.Read(worker));
        Assert.Contains("Act 1 is about this visit already", said, StringComparison.Ordinal);
        Assert.Contains(Known.Texts.Get(Lang.En, "visit.same.edit"), said, StringComparison.Ordinal);
        Assert.Single(world.Store.Read(unit => world.Store.Visits.OfWorker(unit, me, 10)));
    }

    [Fact]
    public async Task A_family_of_somebody_elses_and_one_that_nobody_knows_are_asked_about_in_the_same_words_and_nothing_is_filed()
    {
        Family("CCCCC", "Jones");
        Family("DDDDD", "Kanarbik", world.Meet("other", Role.SupportPerson));
        List<string> said = [];
        foreach (var name in (string[])["Kanarbik", "Olematu"])
        {
            await world.Say(worker, Note(name));
            var first = string.Join('\n', await world.Read(worker));
            await world.Say(worker, $"the {name} family");
            said.Add((first + string.Join('\n', await world.Read(worker))).Replace(name, "NAME", StringComparison.Ordinal));
            await world.Say(worker, "cancel");
            await world.Read(worker);
        }
        Assert.Equal(said[1], said[0]);
        Assert.Empty(world.Store.Read(unit => world.Store.Visits.OfWorker(unit, me, 10)));
        Assert.Equal(2, world.Store.Read(unit => world.Store.Visits.DraftsOf(unit, me)).Length);
    }

    [Theory]
    [InlineData("visited the Jones family today from five till three at home, mother was there, we made a budget")]
    [InlineData("visited the Jones family on 31 February from ten till half past eleven at home, mother was there, we made a budget")]
    [InlineData("visited the Jones family today from 25:70 till 99:99 at home, mother was there, we made a budget")]
    [InlineData("visited the Jones family tomorrow from ten till half past eleven at home, mother was there, we made a budget")]
    [InlineData("visited the Jones family today and yesterday from ten till eleven and from two till one, at home and at school, mother was there and was not there, we made a budget")]
    public async Task Times_that_contradict_each_other_or_cannot_be_are_asked_about_and_the_note_is_kept(string note)
    {
        Family("CCCCC", "Jones");
        await world.Say(worker, note);
        Assert.NotEmpty(await world.Read(worker));
        Assert.Empty(world.Store.Read(unit => world.Store.Visits.OfWorker(unit, me, 10)));
        var draft = Assert.Single(world.Store.Read(unit => world.Store.Visits.DraftsOf(unit, me)));
        Assert.Equal(note, draft.Given["note"]);
        // What stands in the draft is a visit that can have been: within a day, and not ahead.
        if (draft.Given.TryGetValue("date", out var date)) Assert.True(string.CompareOrdinal(date[..10], "2026-11-23") <= 0, date);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")")]
    [InlineData("+1+cmd|' /C calc'!A0")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1:A9)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("＝1+1")]
    public async Task Words_that_look_like_a_formula_are_words_in_every_file_that_leaves_the_house(string words)
    {
        var family = Family("CCCCC", words);
        world.Visited(family, me, content: new() { Done = words, Agreements = words, Concern = words, Note = words });
        var boss = world.Meet("boss", Role.Coordinator);
        var contract = world.Store.Read(unit => world.Store.Contracts.Of(unit, family.Id)[0]);
        world.Store.Write(unit => world.Store.Contracts.Add(unit, contract with { Id = new(world.Store.Ids.Next()), Number = words, Version = 1 }, boss));

        var csv = await File(boss, new CaseAct.StatementFile(family.Municipality, new(2026, 11), "csv"));
        using (var rows = CsvReader.Create(new MemoryStream(csv), new CsvReaderOptions { Separator = ';', HasHeader = false }))
            while (rows.Read())
                foreach (var cell in Enumerable.Range(0, rows.FieldCount).Select(n => rows.GetString(n)).Where(cell => cell.Length > 0))
                    Assert.DoesNotContain(cell[0], "=+-@\t\r＝");
        using (var book = SpreadsheetDocument.Open(new MemoryStream(await File(boss, new CaseAct.StatementFile(family.Municipality, new(2026, 11), "xlsx"))), isEditable: false))
            foreach (var sheet in book.WorkbookPart!.WorksheetParts)
            {
                Assert.Empty(sheet.Worksheet.Descendants<Sheet.CellFormula>());
                Assert.All(sheet.Worksheet.Descendants<Sheet.Cell>().Where(cell => cell.InnerText.Contains(words.Trim(), StringComparison.Ordinal)), cell => Assert.Equal(Sheet.CellValues.InlineString, cell.DataType!.Value));
            }
        foreach (var document in (byte[][])[await File(boss, new CaseAct.StatementFile(family.Municipality, new(2026, 11), "docx")), await File(me, new CaseAct.ActFile(world.Store.Read(unit => world.Store.Visits.OfWorker(unit, me, 1))[0].Id.ToString()))])
            using (var word = WordprocessingDocument.Open(new MemoryStream(document), isEditable: false))
                Assert.Empty(word.MainDocumentPart!.Document.Descendants<DocumentFormat.OpenXml.Wordprocessing.SimpleField>().Select(field => field.OuterXml)
                    .Concat(word.MainDocumentPart.Document.Descendants<DocumentFormat.OpenXml.Wordprocessing.FieldCode>().Select(field => field.OuterXml)));
    }

    [Theory]
    [InlineData("Нгуен-Õunapuu")]
    [InlineData("阮氏明")]
    [InlineData("محمد علي")]
    [InlineData("O'Brien–Šõž")]
    [InlineData("👨‍👩‍👧 Tamm")]
    [InlineData("Ṩa̧l̂t̂")]
    public async Task Names_of_any_script_stay_as_they_are_in_chat_and_in_files(string name)
    {
        var family = Family("CCCCC", name);
        await Dictate($"visited family CCCCC today from ten till half past eleven at home, mother was there, we made a budget");
        await world.Say(worker, "families");
        Assert.Contains(name, string.Join('\n', await world.Read(worker)), StringComparison.Ordinal);
        var act = world.Visited(family, me, content: new() { Done = name });
        using var word = WordprocessingDocument.Open(new MemoryStream(await File(me, new CaseAct.ActFile(act.Encounter.Id.ToString()))), isEditable: false);
        Assert.Contains(name, word.MainDocumentPart!.Document.Body!.InnerText, StringComparison.Ordinal);
    }

    private static string Note(string family) => $"visited the {family} family today from ten till half past eleven at home, mother and two children were there, we talked about school and made a budget";

    /// <summary>Dictates and answers what is missing.</summary>
    private async Task Dictate(string note)
    {
        foreach (var said in (string[])[note, "15", "fine", "yes"]) await world.Say(worker, said);
    }

    private Family Family(string reference, string name, PersonId? of = null)
    {
        var family = world.Supported(reference, of ?? me);
        return world.Store.Write(unit =>
        {
            world.Store.Families.Save(unit, world.Store.Families.Find(unit, family.Id)! with { Content = new(name, name[..1] + ".") }, null);
            return world.Store.Families.Find(unit, family.Id)!;
        });
    }

    private async Task<byte[]> File(PersonId who, CaseAct act) => [.. Assert.Single((await world.Do(who, act)).Said).File!.Content];
}
