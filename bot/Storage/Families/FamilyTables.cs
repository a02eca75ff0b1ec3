using System.Collections.Immutable;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Families;

/// <summary>A table whose bodies are sealed with a family's key.</summary>
/// <param name="Field">Of the seal.</param>
/// <param name="Read">Id and body of a family's rows.</param>
/// <param name="Write">Gives a row another family and body; of an act the body alone.</param>
internal sealed record FamilyTable(string Name, string Field, string Read, string Write)
{
    /// <summary>The row names its family; otherwise something it belongs to does.</summary>
    public bool NamesFamily { get; init; } = true;
}

/// <summary>All tables that hold something of a family: what is moved when two families turn out to be one. A test holds the list to the schema.</summary>
internal static class FamilyTables
{
    /// <summary>Sealed with the family's key, each row by itself. An act belongs to the family of its meeting.</summary>
    public static ImmutableArray<FamilyTable> Sealed { get; } =
    [
        Own("service_case", Field.Case), Own("case_document", Field.CaseDocument), Own("contract", Field.Contract), Own("goal", Field.Goal), Own("notebook_item", Field.Notebook),
        Own("overview", Field.Overview), Own("summary_voice", Field.Voice),
        new("visit_act", Field.Act, "SELECT visit_act.id, visit_act.body FROM visit_act JOIN encounter ON encounter.id = visit_act.encounter WHERE encounter.family = @family",
            "UPDATE visit_act SET body = @body WHERE id = @id") { NamesFamily = false },
    ];

    /// <summary>In clear, with nothing to look at when they move; how.</summary>
    public static ImmutableDictionary<string, string> Clear { get; } =
        new[] { "assignment", "family_join", "invitation", "referral_link", "summary" }.ToImmutableDictionary(name => name, name => $"UPDATE {name} SET family = @kept WHERE family = @duplicate");

    /// <summary>In clear, moved with care: meetings are numbered on, a person of both is one.</summary>
    public static ImmutableArray<string> Counted { get; } = ["encounter", "family_person"];

    /// <summary>Rows of a case with nothing to count on when two cases become one; goals and documents are numbered on.</summary>
    public static ImmutableArray<string> OfCase { get; } = ["contract", "encounter", "overview", "summary"];

    private static FamilyTable Own(string name, string field) =>
        new(name, field, $"SELECT id, body FROM {name} WHERE family = @family", $"UPDATE {name} SET family = @family, body = @body WHERE id = @id");
}
