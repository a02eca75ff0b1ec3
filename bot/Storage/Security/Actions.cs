using Assistant.Records.Broadcasts;
using Assistant.Records.Cases;
using Assistant.Records.Goals;
using Assistant.Records.Groups;
using Assistant.Records.Learning;
using Assistant.Records.Messages;
using Assistant.Records.People;

namespace Assistant.Storage;

/// <summary>The dotted verbs of the audit.</summary>
internal static class Actions
{
    public const string ConsentGive = "consent.give", ConsentWithdraw = "consent.withdraw", InvitationIssue = "invitation.issue", InvitationRedeem = "invitation.redeem",
        RequestFile = "request.file", SafetyRaise = "safety.raise", SafetyAcknowledge = "safety.acknowledge", PersonErase = "person.erase", StoreRestore = "store.restore",
        PersonLeave = "person.leave", PersonAway = "person.away", PersonMerge = "person.merge", ProfileAdd = "profile.add", ProfileSwitch = "profile.switch",
        SafeContact = "contact.change", WordSet = "word.set", WordRemove = "word.remove", WordMiss = "word.miss", LinkIssue = "link.issue",
        DutyAdd = "duty.add", DutyRemove = "duty.remove", DutyChange = "duty.change", SafetyAlert = "safety.alert",
        FamilyAdd = "family.add", FamilyChange = "family.change", FamilyClose = "family.close", FamilyErase = "family.erase", FamilyMerge = "family.merge", FamilyJoin = "family.join",
        AssignmentPropose = "assignment.propose", AssignmentBegin = "assignment.begin", AssignmentEnd = "assignment.end", CaseOpen = "case.open",
        ContractAdd = "contract.add", ContractChange = "contract.change", GoalAdd = "goal.add", ActFile = "act.file", ActCorrect = "act.correct", DraftDrop = "draft.drop",
        CaseworkerTie = "caseworker.tie", ReferralIssue = "referral.issue", ReferralMiss = "referral.miss", ReferralLock = "referral.lock", JoinAsk = "join.ask", JoinRefuse = "join.refuse",
        CheckInAsk = "check-in.ask", CheckInAnswer = "check-in.answer",
        OverviewWrite = "overview.write", SummaryOpen = "summary.open", SummarySpeak = "summary.speak", SummaryLink = "summary.link",
        NotebookWrite = "notebook.write", GroupOpen = "group.open", GroupOverride = "group.override", SessionAdd = "session.add", SessionMove = "session.move", SessionCancel = "session.cancel", SessionTake = "session.take", MaterialAdd = "material.add";

    public const string Qualification = "learning.qualification";

    public static string Learning(LearningState state) => "learning." + state.ToString().ToLowerInvariant();

    public static string Document(DocumentKind kind) => "case." + kind.ToString().ToLowerInvariant();

    public static string CaseChange(CaseStage stage) => "case." + stage.ToString().ToLowerInvariant();

    public static string Broadcast(BroadcastState state) => "broadcast." + state.ToString().ToLowerInvariant();

    public static string Group(CohortState state) => "group." + state.ToString().ToLowerInvariant();

    public static string Member(MemberState state) => "member." + state.ToString().ToLowerInvariant();

    public static string GoalChange(GoalState state) => "goal." + state.ToString().ToLowerInvariant();

    public static string Relay(string step) => "relay." + step;

    public static string AlertOutcome(OutgoingState outcome) => "safety.alert." + outcome.ToString().ToLowerInvariant();

    public static string RoleGrant(Role role) => "role.grant." + Name(role);

    public static string RoleRevoke(Role role) => "role.revoke." + Name(role);

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}
