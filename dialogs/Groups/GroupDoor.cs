using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Catalogue;

namespace Assistant.Dialogs.Groups;

/// <summary>Standing choices about groups, <c>group:{step}:{id}</c>: what needs a question begins a dialogue, the rest the Host decides.</summary>
public static class GroupDoor
{
    /// <summary>Step: something of the papers is settled, which needs to know who works here.</summary>
    internal const string Settle = "settle";

    /// <summary>A standing choice.</summary>
    /// <param name="id">Of the group, session or membership; with more after a colon.</param>
    public static Choice Choice(string step, string id) => new($"group:{step}:{id}", new($"group.step-{step}"));

    /// <summary>Groups the person leads or belongs to.</summary>
    internal static void List(Stage stage)
    {
        stage.Do(new Effect.ForGroups(new GroupAct.Press("list", null, null)));
        stage.GoOn();
    }

    /// <summary>A coordinator opens a group.</summary>
    internal static void New(Stage stage, ServiceCatalogue services)
    {
        stage.Pause();
        stage.Begin(new("group-open", GroupOpenDialog.Defaults(services)));
    }

    /// <summary>Somebody came with an invitation link.</summary>
    internal static void Link(Stage stage, GroupFact group)
    {
        if (group.State != "recruiting")
        {
            stage.Say("group.link-closed", Menu.Human);
            stage.GoOn();
        }
        else if (group.Mine is { } mine and not ("left" or "refused"))
        {
            stage.Say($"group.already-{mine}");
            stage.GoOn();
        }
        else
        {
            stage.Pause();
            stage.Say("group.link-good");
            stage.Begin(GroupDialog.On("group-join", group.Id));
        }
    }

    /// <summary>A press.</summary>
    internal static void Press(Stage stage, Door.Group pressed)
    {
        if (Ask(stage, pressed) is { } ask)
        {
            stage.Pause();
            stage.Begin(ask);
            return;
        }
        stage.Do(new Effect.ForGroups(new GroupAct.Press(pressed.Step, pressed.Id, pressed.What)));
        // The question of another group's dialogue stays on the screen; what it is about is not loaded.
        if (stage.Running is not GroupDialog)
            stage.GoOn();
    }

    private static HandOver? Ask(Stage stage, Door.Group pressed) => (pressed.Step, stage.Facts) switch
    {
        ("agree", { Group.Mine: "accepted" }) => GroupDialog.On("group-agree", pressed.Id),
        ("leave", { Group.Mine: "requested" or "waiting" or "accepted" or "member" }) => GroupDialog.On("group-leave", pressed.Id),
        ("move", { Session: { HasBegun: false, IsCancelled: false } }) => GroupDialog.On("group-move", pressed.Id),
        ("cancel", { Session: { HasBegun: false, IsCancelled: false } }) => GroupDialog.On("group-cancel", pressed.Id),
        ("material", { Session: { IsCancelled: false } }) => GroupDialog.On("group-material", pressed.Id),
        ("attend", { Session: { IsCancelled: false } session }) when session.Members.Any(member => member.IsActive) => GroupAttendDialog.Prefilled(session),
        ("self", { Group.Mine: "member" }) => GroupDialog.On("group-after", pressed.Id),
        (Settle, { Group.IsLed: true }) => GroupDialog.On("group-papers", pressed.Id),
        ("topic", { Group: { IsLed: true, Sessions: > 0 } }) => GroupDialog.On("group-topic", pressed.Id),
        ("approve", { Group.IsLed: true }) => GroupDialog.On("group-approve", pressed.Id),
        ("offsets", { Group.IsLed: true }) => GroupDialog.On("group-offsets", pressed.Id),
        ("override", { Group.IsLed: true }) => GroupDialog.On("group-override", pressed.Id),
        _ => null,
    };
}
