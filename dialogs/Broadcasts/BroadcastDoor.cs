using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Broadcasts;

/// <summary>Standing choices about messages to many, <c>broadcast:{step}:{id}</c>.</summary>
public static class BroadcastDoor
{
    /// <summary>A standing choice.</summary>
    public static Choice Choice(string step, string id) => new($"broadcast:{step}:{id}", new($"broadcast.step-{step}"));

    /// <summary>Somebody writes to many.</summary>
    /// <param name="audience">To whom, where that is clear already.</param>
    internal static void New(Stage stage, string? audience)
    {
        if (stage.Facts.Audiences.IsEmpty)
        {
            stage.Say("broadcast.not-yours");
            stage.GoOn();
            return;
        }
        stage.Pause();
        var given = ImmutableDictionary<string, string>.Empty;
        stage.Begin(new(BroadcastDialog.Name, audience is not null && stage.Facts.Audiences.Any(known => known.Id == audience) ? given.Add(BroadcastDialog.To, audience) : given));
    }

    /// <summary>What was written to many.</summary>
    internal static void List(Stage stage)
    {
        stage.Do(new Effect.ForBroadcasts(new BroadcastAct.List()));
        stage.GoOn();
    }

    /// <summary>A press.</summary>
    internal static void Press(Stage stage, Door.Broadcast pressed)
    {
        if (pressed.Step == "new")
        {
            New(stage, pressed.Id);
            return;
        }
        stage.Do(new Effect.ForBroadcasts(new BroadcastAct.Press(pressed.Step, pressed.Id)));
        stage.GoOn();
    }
}
