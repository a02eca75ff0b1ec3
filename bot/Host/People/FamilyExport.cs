using System.Collections.Immutable;
using System.Text.Json;
using Assistant.Dialogs.Engine;
using Assistant.Host.Cases;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.People;
using Assistant.Records.Visits;
using NodaTime.Text;

namespace Assistant.Host.People;

/// <summary>Of a parent's own data what is kept with their family, as far as the policy shares it with them: goals, notebook, overviews, own answers; never a worker's notes.</summary>
public sealed class FamilyExport(CaseMemory cases, CaseGate gate)
{
    private const int all = 100_000;

    /// <summary>Whether a family's records stay when the person goes.</summary>
    public bool Has(IUnit unit, PersonId person) => cases.Families.FamilyOf(unit, person) is not null;

    internal void Json(Utf8JsonWriter document, IUnit unit, Person person)
    {
        if (Of(unit, person) is not { } family) return;
        document.WriteStartObject("family");
        document.WriteString("reference", family.Reference);
        document.WriteString("name", family.Content.Name);
        document.WriteString("language", family.Language);
        document.WriteString("municipality", family.Municipality);
        document.WriteStartArray("goals");
        foreach (var goal in Goals(unit, family))
        {
            document.WriteStartObject();
            document.WriteNumber("number", goal.Number);
            document.WriteString("words", goal.Content.Words);
            document.WriteString("state", goal.State.ToString());
            document.WriteStartArray("values");
            foreach (var entry in goal.Content.Entries) document.WriteNumberValue(entry.Value);
            document.WriteEndArray();
            document.WriteString("notReachedBecause", goal.Content.ReasonWords);
            document.WriteEndObject();
        }
        document.WriteEndArray();
        document.WriteStartArray("notebook");
        foreach (var line in cases.Visits.Notebook(unit, family.Id, all))
        {
            document.WriteStartObject();
            document.WriteString("kind", line.Kind.ToString());
            document.WriteString("on", LocalDatePattern.Iso.Format(line.On));
            document.WriteString("words", line.Words);
            document.WriteBoolean("done", line.Done is not null);
            document.WriteEndObject();
        }
        document.WriteEndArray();
        document.WriteStartArray("overviews");
        foreach (var overview in cases.Overviews.Of(unit, family.Id))
        {
            document.WriteStartObject();
            document.WriteString("kind", overview.Kind.ToString());
            document.WriteString("on", LocalDatePattern.Iso.Format(overview.On));
            document.WriteString("changed", overview.Content.Changed);
            document.WriteString("hindered", overview.Content.Hindered);
            document.WriteString("next", overview.Content.Next);
            document.WriteEndObject();
        }
        document.WriteEndArray();
        document.WriteStartObject("ownAnswers");
        foreach (var (question, words) in Own(unit, person, family)) document.WriteString(question, words);
        document.WriteEndObject();
        document.WriteEndObject();
    }

    /// <summary>The same as lines to read.</summary>
    internal IEnumerable<Line> Lines(IUnit unit, Person person)
    {
        if (Of(unit, person) is not { } family) yield break;
        yield return new("mydata.file.family");
        IEnumerable<string> words =
        [
            .. Goals(unit, family).Select(goal => goal.Content.Words), .. cases.Visits.Notebook(unit, family.Id, all).Where(line => line.Kind == NotebookKind.Task).Select(line => line.Words),
            .. cases.Overviews.Of(unit, family.Id).Select(overview => overview.Content.Changed), .. Own(unit, person, family).Values,
        ];
        foreach (var said in words) yield return Line.Of("engine.words", new Slot("words", Words: said));
    }

    private Family? Of(IUnit unit, Person person) => cases.Families.FamilyOf(unit, person.Id) is { } id ? gate.Open(unit, person, id, Matter.Notebook, Doing.Read) : null;

    private IEnumerable<Goal> Goals(IUnit unit, Family family) => cases.Cases.Of(unit, family.Id).SelectMany(one => cases.Goals.Of(unit, one.Id));

    private ImmutableDictionary<string, string> Own(IUnit unit, Person person, Family family) => cases.Overviews.Last(unit, family.Id) is { } summary
        ? cases.Overviews.VoicesOf(unit, summary.Id).FirstOrDefault(voice => voice.Person == person.Id)?.Answers ?? ImmutableDictionary<string, string>.Empty : ImmutableDictionary<string, string>.Empty;
}
