using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Catalogue.Municipalities;

namespace Assistant.Dialogs.Municipalities;

/// <summary>Which municipality, by the name in the catalogue: records of one municipality are found by it.</summary>
internal static class MunicipalityAsk
{
    /// <summary>Asked in words; a county alone offers its municipalities.</summary>
    public static Question<string> Named(string id) => new(id,
        static h => h.Said.Pressed is { } pressed ? IsName(pressed) ? pressed : default(Reading<string>)
            : MunicipalityReader.Default.Read(h.Said.Text) is { } place ? place.Municipality.Name
            : CountyReader.Default.Read(h.Said.Text) is [_, ..] county ? new Reading<string> { Meanings = [.. county.Select(one => (one.Name, Line.Of("engine.words", new Slot("words", Words: one.Name))))] }
            : default,
        static name => name,
        static (stored, _, _) => IsName(stored) ? stored : default(Reading<string>))
    {
        Which = "eligibility.municipality.which",
        Shown = static (name, _) => new("", Words: name),
    };

    private static bool IsName(string name) => MunicipalityReader.Default.All.Any(one => one.Name == name);
}
