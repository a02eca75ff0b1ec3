using Assistant.Dialogs.Cases;
using Assistant.Host.Cases;
using Assistant.Host.Households;
using Assistant.Host.Overviews;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using NodaTime;

namespace Assistant.Host.Municipalities;

/// <summary>What a municipality's worker and the family do, each at its desk.</summary>
public sealed class SharedDesk(InformDesk inform, ReferralDesk referrals, CodeDesk codes, HouseholdDesk households, OverviewDesk overviews)
{
    /// <returns><see langword="null"/>: another desk's.</returns>
    public DeskStep? Do(IUnit unit, CaseAct act, Chat me, long number, Instant now) => act switch
    {
        CaseAct.WorrySeen seen => inform.Seen(unit, seen.Act, me, number, now),
        CaseAct.Refer refer => referrals.Refer(unit, refer, me, number, now),
        CaseAct.AskReferral asked => referrals.Ask(unit, asked, me, number, now),
        CaseAct.GiveReferral given => referrals.Answer(unit, given.Family, given.Source, given.Words, me, number, now),
        CaseAct.RefuseReferral refused => referrals.Answer(unit, refused.Family, null, null, me, number, now),
        CaseAct.ShowCodes asked => codes.Lead(unit, asked, me),
        CaseAct.InviteParent invite => households.Invite(unit, invite, me),
        CaseAct.JoinFamily join => households.Join(unit, join, me, number, now),
        CaseAct.SettleJoin settle => households.Settle(unit, settle, me, number, now),
        CaseAct.AddNote note => households.Note(unit, note, me, number),
        CaseAct.TaskDone done => households.Done(unit, done, me),
        CaseAct.AnswerCheckIn answer => households.CheckedIn(unit, answer, me, number, now),
        CaseAct.WriteOverview write => overviews.Write(unit, write, me, number, now),
        CaseAct.OverviewFile asked => overviews.File(unit, asked.Overview, me),
        CaseAct.AskSides asked => overviews.Ask(unit, asked, me, number, now),
        CaseAct.Speak spoken => overviews.Speak(unit, spoken, me, number, now),
        CaseAct.LinkSide asked => overviews.Link(unit, asked.Summary, me),
        CaseAct.SummaryFile asked => overviews.Summary(unit, asked.Summary, me),
        _ => null,
    };
}
