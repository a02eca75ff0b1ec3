using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Families;
using Assistant.Dialogs.Groups;
using Assistant.Dialogs.Municipalities;
using Assistant.Dialogs.Relay;
using Assistant.Dialogs.SafeContact;
using Assistant.Dialogs.Visits;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs;

// What must be loaded before a message can be taken.
partial class Switchboard
{
    /// <summary>What must be in the facts for <see cref="Take"/>, worked out from state and message alone.</summary>
    public Wish WishOf(Conversation conversation, Utterance said)
    {
        InterviewState[] running = conversation.Current is { } current ? [current, .. conversation.Paused.Reverse()] : [.. conversation.Paused.Reverse()];
        var needs = running.Aggregate(Needs.Nothing, (sum, state) => sum | (dialogs.GetValueOrDefault(state.Dialog)?.Needs ?? Needs.Nothing));
        var request = running.Select(state => state.Given.GetValueOrDefault(RequestDialog.RequestId)).FirstOrDefault(id => id is not null);
        var group = running.Select(state => state.Given.GetValueOrDefault(GroupDialog.Subject)).FirstOrDefault(id => id is not null);
        switch (Door.Of(said))
        {
            case Door.Group pressed:
                return new(needs | Needs.Groups | (pressed.Step == GroupDoor.Settle ? Needs.People : Needs.Nothing), Request: request) { Group = pressed.Id };
            case Door.Request pressed:
                return new(needs | Needs.Request | (pressed.Step == RequestStep.HandOver ? Needs.Colleagues : Needs.Nothing), Request: pressed.Id);
            case Door.Go { Where: Command.Queue }:
                needs |= Needs.Queue;
                break;
            case Door.Go { Where: Command.Feedback }:
                needs |= Needs.Feedback;
                break;
            case Door.People pressed:
                needs |= Needs.People | (pressed.What == "cover" ? Needs.Families : Needs.Nothing);
                break;
            case Door.Go { Where: Command.Today }:
                needs |= Needs.Queue | Needs.Today;
                break;
            case Door.Go { Where: Command.MyData }:
                needs |= Needs.MyData;
                break;
            case Door.Go { Where: Command.Requests }:
                needs |= Needs.MyRequests;
                break;
            case Door.Case pressed:
                return new(needs | (pressed.Kind == "draft" ? Needs.Drafts : pressed is { Kind: "family", Step: "assign" } ? Needs.Families : pressed is { Kind: "family", Step: "merge" } ? Needs.Duplicates : Needs.Nothing)) { Case = $"{pressed.Kind}:{pressed.Id}" };
            case Door.Go { Where: var where } when CaseDoor.NeedsOf(where) is not Needs.Nothing and var wished:
                needs |= wished;
                break;
            case Door.Broadcast { Step: "reply" }:
                needs |= Needs.Duty;
                break;
            case Door.Broadcast { Step: "new" }:
                needs |= Needs.Audiences;
                break;
            case Door.Duty or Door.Relay or Door.Go { Where: Command.Human }:
                needs |= Needs.Duty;
                break;
        }
        if (said.Pressed is null)
            needs |= Needs.Announced | (understanding.Commands.Read(said.Text) is var named and not Command.None ? named : understanding.Wishes.Read(said.Text, said.Lang)) switch
            {
                Command.Queue => Needs.Queue,
                Command.Today => Needs.Queue | Needs.Today,
                Command.Feedback => Needs.Feedback,
                Command.Requests => Needs.MyRequests,
                Command.Duty or Command.Human => Needs.Duty,
                Command.MyData => Needs.MyData,
                Command.People => Needs.People,
                Command.Groups => Needs.Groups,
                Command.Broadcast => Needs.Audiences,
                var other => CaseDoor.NeedsOf(other),
            };
        // Words that waited for the code word are taken up with this message, if it is the right one.
        if (conversation is { Gate: not null, Unheard: { } unheard })
            needs |= WishOf(conversation with { Gate = null }, new(unheard, said.Lang)).Needs;
        var wish = CodeIn(said) is { } code ? new(needs | Needs.Code, code, request) : new Wish(needs, Request: request);
        wish = wish with
        {
            Answers = said.Answers,
            From = Door.Of(said) is Door.Go { Where: Command.Families, What: { } from } ? CaseLists.From(from) : 0,
            Group = group,
            Case = running.Select(state => state.Given.GetValueOrDefault(SharedAbout.Id) is { } shared && shared.Contains(':', StringComparison.Ordinal) ? shared
                : state.Given.GetValueOrDefault(FamilyDialog.FamilyId) is { } family ? $"family:{family}"
                : state.Given.GetValueOrDefault(VisitDraftDialog.Act.Id) is { } act ? $"act:{act}" : null).FirstOrDefault(about => about is not null),
        };
        if (said.Pressed is not null || said.Text.Length > LongestTyped)
            return wish;
        return LinkCode.Find(said.Text) is { } link ? wish with { Needs = wish.Needs | Needs.Code, Typed = said.Text, Link = link } : wish with { Typed = said.Text };
    }
}
