using System.Collections.Immutable;
using Assistant.Records.Families;
using Assistant.Records.People;

namespace Assistant.Records.Access;

/// <summary>What kind of record somebody asks for.</summary>
public enum Matter
{
    /// <summary>That a family is there, by its alias.</summary>
    Family,
    /// <summary>Names, household, phones.</summary>
    Identity,
    /// <summary>Stage, referral, life domains.</summary>
    Case,
    /// <summary>Contracts with hours, period and price.</summary>
    Contract,
    /// <summary>Goals and how far they are.</summary>
    Goal,
    /// <summary>Visit acts.</summary>
    Act,
    /// <summary>The family's notebook.</summary>
    Notebook,
    /// <summary>Who works with the family.</summary>
    Assignment,
    /// <summary>Written overviews and summaries.</summary>
    Overview,
    /// <summary>Monthly statements.</summary>
    Statement,
    /// <summary>Personal codes (isikukood) of the household in full; on a page, never in chat.</summary>
    PersonalCode,
}

/// <summary>What somebody wants to do with it.</summary>
public enum Doing
{
    /// <summary>See it.</summary>
    Read,
    /// <summary>Add to it.</summary>
    Write,
    /// <summary>Change what stands.</summary>
    Change,
}

/// <summary>What a record is just now.</summary>
public enum RecordState
{
    /// <summary>In use.</summary>
    Open,
    /// <summary>Over: it can be read.</summary>
    Closed,
    /// <summary>Not there: never was, or erased.</summary>
    Absent,
}

/// <summary>Who asks, as read at this very turn.</summary>
/// <param name="Roles">In force now.</param>
/// <param name="Reach">As a worker of this family.</param>
/// <param name="IsOfFamily">One of the family.</param>
/// <param name="IsOfMunicipality">A caseworker of the family's municipality, and there is a contract with it.</param>
public sealed record Standing(ImmutableArray<Role> Roles, CaseReach Reach, bool IsOfFamily, bool IsOfMunicipality)
{
    internal bool Is(Role role) => Roles.Contains(role);
}

/// <summary>
/// Who may do what with a family's records: the one place that says so, for functions, records and fields alike. Foreign and absent records are refused alike.
/// Source: the security rules, section 3, roles and rights.
/// </summary>
public static class CasePolicy
{
    /// <summary>Whether it may be done. What is not named here may not.</summary>
    public static bool May(Standing who, Matter what, Doing doing, RecordState state)
    {
        if (state == RecordState.Absent) return false;
        if (state == RecordState.Closed && doing != Doing.Read) return false;
        return AsCoordinator(who, what, doing) || AsWorker(who, what, doing) || AsFamily(who, what, doing) || AsCaseworker(who, what, doing);
    }

    /// <summary>All families of the organisation; what a worker wrote is the worker's to correct.</summary>
    private static bool AsCoordinator(Standing who, Matter what, Doing doing) =>
        who.Is(Role.Coordinator) && (what != Matter.Act || doing == Doing.Read);

    /// <summary>Own families; after a hand-over only to read; before the first meeting only whom to meet.</summary>
    private static bool AsWorker(Standing who, Matter what, Doing doing)
    {
        // A coordinator who supports a family themselves writes its acts.
        if (!who.Is(Role.SupportPerson) && !who.Is(Role.Counsellor) && !who.Is(Role.Coordinator)) return false;
        var isOurs = what is Matter.Family or Matter.Identity or Matter.Case or Matter.Contract or Matter.Goal or Matter.Act or Matter.Notebook or Matter.Assignment or Matter.Overview;
        return who.Reach switch
        {
            CaseReach.Write => isOurs && (doing == Doing.Read || what is (Matter.Act or Matter.Goal or Matter.Notebook or Matter.Overview) || what == Matter.Case && doing == Doing.Write),
            CaseReach.Read => isOurs && doing == Doing.Read,
            CaseReach.Meet => what is (Matter.Family or Matter.Identity) && doing == Doing.Read,
            _ => false,
        };
    }

    /// <summary>What is shared with the family: its notebook, its goals, its overviews; never raw notes.</summary>
    private static bool AsFamily(Standing who, Matter what, Doing doing) =>
        who.IsOfFamily && (doing == Doing.Read ? what is (Matter.Family or Matter.Goal or Matter.Notebook or Matter.Overview or Matter.Assignment) : what == Matter.Notebook && doing == Doing.Change);

    /// <summary>Families of the own municipality with a contract: who they are, goals, hours, what was sent; never raw notes.</summary>
    private static bool AsCaseworker(Standing who, Matter what, Doing doing) =>
        who.Is(Role.Caseworker) && who.IsOfMunicipality && doing == Doing.Read && what is (Matter.Family or Matter.Identity or Matter.Contract or Matter.Goal or Matter.Overview or Matter.Statement);
}
