namespace Assistant.Dialogs.Cases;

// What a municipality's worker and the family do.
partial record CaseAct
{
    /// <summary>A caseworker has read what was told of a worry.</summary>
    public sealed record WorrySeen(string Act) : CaseAct;
}
