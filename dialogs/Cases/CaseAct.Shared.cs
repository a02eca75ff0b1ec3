using System.Collections.Immutable;

namespace Assistant.Dialogs.Cases;

// What a municipality's worker and the family do, and what is done for them.
partial record CaseAct
{
    /// <summary>A caseworker has read what was told of a worry.</summary>
    public sealed record WorrySeen(string Act) : CaseAct;

    /// <summary>A caseworker refers a family: it is added with its case.</summary>
    /// <param name="Source"><c>child-protection</c> or <c>social-worker</c>.</param>
    /// <param name="Words">What help is asked for.</param>
    /// <param name="Phone">Of a parent, E.164.</param>
    public sealed record Refer(string Name, string Language, string Source, string Words, string? Phone) : CaseAct;

    /// <summary>A coordinator asks the municipality whether it refers the family: in chats of its workers, and by a one-time link.</summary>
    public sealed record AskReferral(string Family) : CaseAct;

    /// <summary>A caseworker answers such a question with yes.</summary>
    public sealed record GiveReferral(string Family, string Source, string? Words) : CaseAct;

    /// <summary>A caseworker answers such a question with no.</summary>
    public sealed record RefuseReferral(string Family) : CaseAct;

    /// <summary>A worker or coordinator asks for a code by which a parent comes to the family.</summary>
    public sealed record InviteParent(string Family) : CaseAct;

    /// <summary>A parent typed a family's code and wishes to belong to it.</summary>
    /// <param name="ChecksIn">May be asked how meetings were.</param>
    public sealed record JoinFamily(string Code, bool ChecksIn) : CaseAct;

    /// <summary>A worker or coordinator says whether it is the right person.</summary>
    public sealed record SettleJoin(string Request, bool IsYes) : CaseAct;

    /// <summary>A worker writes into the family's notebook.</summary>
    public sealed record AddNote(string Family, string Words) : CaseAct;

    /// <summary>Somebody of the family has done what was agreed.</summary>
    public sealed record TaskDone(string Item) : CaseAct;

    /// <summary>Somebody of the family says how a meeting was.</summary>
    /// <param name="Score"><c>good</c>, <c>soso</c> or <c>hard</c>.</param>
    public sealed record AnswerCheckIn(string Id, string Score, string? Words) : CaseAct;

    /// <summary>A worker writes an overview.</summary>
    /// <param name="Kind"><c>interim</c> or <c>final</c>.</param>
    public sealed record WriteOverview(string Family, string Kind, string Changed, string? Hindered, string? Next) : CaseAct;

    /// <summary>An overview as a file.</summary>
    public sealed record OverviewFile(string Overview) : CaseAct;

    /// <summary>The three sides are asked, or it is shown how far they are.</summary>
    public sealed record AskSides(string Family) : CaseAct;

    /// <summary>One side answers.</summary>
    /// <param name="Answers">By question.</param>
    public sealed record Speak(string Summary, ImmutableDictionary<string, string> Answers) : CaseAct;

    /// <summary>A coordinator asks for a one-time link by which the municipality answers for a summary, or takes it.</summary>
    public sealed record LinkSide(string Summary) : CaseAct;

    /// <summary>A summary as a file.</summary>
    public sealed record SummaryFile(string Summary) : CaseAct;

    /// <summary>Leads to the page of a family's personal codes.</summary>
    public sealed record ShowCodes(string Family) : CaseAct;
}
