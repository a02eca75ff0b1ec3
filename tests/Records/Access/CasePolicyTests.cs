using Assistant.Records.Access;
using Assistant.Records.Families;
using Assistant.Records.People;

namespace Assistant.Tests.Records.Access;

/// <summary>Role x record x doing, for one's own, somebody else's, absent and closed records: what is not named may not be done.</summary>
public sealed class CasePolicyTests
{
    private static readonly Role[] roles = Enum.GetValues<Role>();

    /// <summary>All that anybody may do with an open record: who, what, doing.</summary>
    private static readonly HashSet<string> allowed =
    [
        .. All("coordinator", Doing.Read, Enum.GetValues<Matter>()), .. All("coordinator", Doing.Write, [.. Enum.GetValues<Matter>().Where(what => what != Matter.Act)]),
        .. All("coordinator", Doing.Change, [.. Enum.GetValues<Matter>().Where(what => what != Matter.Act)]),
        .. All("worker", Doing.Read, Matter.Family, Matter.Identity, Matter.Case, Matter.Contract, Matter.Goal, Matter.Act, Matter.Notebook, Matter.Assignment, Matter.Overview),
        .. All("worker", Doing.Write, Matter.Case, Matter.Act, Matter.Goal, Matter.Notebook, Matter.Overview), .. All("worker", Doing.Change, Matter.Act, Matter.Goal, Matter.Notebook, Matter.Overview),
        .. All("former", Doing.Read, Matter.Family, Matter.Identity, Matter.Case, Matter.Contract, Matter.Goal, Matter.Act, Matter.Notebook, Matter.Assignment, Matter.Overview),
        .. All("to-meet", Doing.Read, Matter.Family, Matter.Identity),
        .. All("family", Doing.Read, Matter.Family, Matter.Goal, Matter.Notebook, Matter.Overview, Matter.Assignment), .. All("family", Doing.Change, Matter.Notebook),
        .. All("municipality", Doing.Read, Matter.Family, Matter.Identity, Matter.Contract, Matter.Goal, Matter.Overview, Matter.Statement),
    ];

    public static TheoryData<string, Matter, Doing> Everything => [.. from who in People.Keys from what in Enum.GetValues<Matter>() from doing in Enum.GetValues<Doing>() select (who, what, doing)];

    private static Dictionary<string, Standing> People { get; } = new()
    {
        ["coordinator"] = new([Role.Coordinator], CaseReach.None, false, false),
        ["worker"] = new([Role.SupportPerson], CaseReach.Write, false, false),
        ["former"] = new([Role.SupportPerson], CaseReach.Read, false, false),
        ["to-meet"] = new([Role.SupportPerson], CaseReach.Meet, false, false),
        ["other-worker"] = new([Role.SupportPerson], CaseReach.None, false, false),
        // Left the organisation: the assignment may still stand, the role does not.
        ["offboarded"] = new([Role.Parent], CaseReach.Write, false, false),
        ["family"] = new([Role.Parent], CaseReach.None, true, false),
        ["stranger"] = new([Role.Parent], CaseReach.None, false, false),
        ["municipality"] = new([Role.Caseworker], CaseReach.None, false, true),
        ["other-municipality"] = new([Role.Caseworker], CaseReach.None, false, false),
        ["administrator"] = new([Role.Administrator], CaseReach.None, false, false),
    };

    [Theory, MemberData(nameof(Everything))]
    public void Only_what_is_named_may_be_done(string who, Matter what, Doing doing)
    {
        var may = allowed.Contains(Row(who, what, doing));
        Assert.Equal(may, CasePolicy.May(People[who], what, doing, RecordState.Open));
        Assert.Equal(may && doing == Doing.Read, CasePolicy.May(People[who], what, doing, RecordState.Closed));
        Assert.False(CasePolicy.May(People[who], what, doing, RecordState.Absent));
    }

    [Fact]
    public void Nobody_reads_a_raw_act_but_the_coordinator_and_the_familys_own_workers()
    {
        foreach (var role in roles)
            foreach (var reach in Enum.GetValues<CaseReach>())
                foreach (var isOfFamily in (bool[])[false, true])
                    foreach (var isOfMunicipality in (bool[])[false, true])
                        if (CasePolicy.May(new([role], reach, isOfFamily, isOfMunicipality), Matter.Act, Doing.Read, RecordState.Open))
                            Assert.True(role == Role.Coordinator || role is Role.SupportPerson or Role.Counsellor && reach is CaseReach.Read or CaseReach.Write);
    }

    private static IEnumerable<string> All(string who, Doing doing, params Matter[] matters) => matters.Select(what => Row(who, what, doing));

    private static string Row(string who, Matter what, Doing doing) => $"{who} {what} {doing}";
}
