using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Groups;
using Assistant.Dialogs.Households;

namespace Assistant.Dialogs;

// Codes that invite, and codes that link two chats of one person.
partial class Switchboard
{
    private static bool Code(Stage stage, Utterance said)
    {
        if (said.Pressed is null && stage.Facts.Link is { } link)
        {
            // What merely looks like a code is read as words.
            if (link.State == "good")
                stage.Do(new Effect.LinkChat(link.Code));
            else if (stage.Running is null)
                stage.Do(link.State == "toomanytries" ? [new Effect.Say(new("code.toomanytries"))] : [new Effect.MissedCode(), new Effect.Say(new("code.unknown"))]);
            if (link.State == "good" || stage.Running is null)
                return true;
        }
        if (CodeIn(said) is not { } typed)
            return false;
        stage.Greeted();
        if (stage.Facts.Group is { IsByLink: true } group)
        {
            GroupDoor.Link(stage, group);
            return true;
        }
        var code = stage.Facts.Code is { } found && found.Code == typed ? found : new(typed, "unknown", Audience.Parent);
        if (code is { State: "good", IsFamily: true })
        {
            JoinFamily(stage, typed);
            return true;
        }
        stage.Do(code.State switch
        {
            "good" => [new Effect.RedeemCode(typed), new Effect.Say(new($"code.good-{RoleKey(code.Role)}")) { Choices = code.Role == Audience.Coordinator ? [Menu.Queue] : [] }],
            "unknown" => [new Effect.MissedCode(), new Effect.Say(new("code.unknown"))],
            _ => [new Effect.Say(new($"code.{code.State}"))],
        });
        stage.GoOn();
        return true;
    }

    /// <summary>A family's code: whoever works here does not become one of the family by it.</summary>
    private static void JoinFamily(Stage stage, string code)
    {
        if (Menu.IsWorker(stage.Facts))
        {
            stage.Say("code.of-family");
            stage.GoOn();
            return;
        }
        stage.Pause();
        stage.Begin(new("family-join", ImmutableDictionary<string, string>.Empty.Add(FamilyJoinDialog.CodeId, code)));
    }

    private static string RoleKey(Audience role) => role switch
    {
        Audience.SupportPerson => "support-person",
        Audience.Coordinator => "coordinator",
        Audience.Caseworker => "caseworker",
        Audience.Administrator => "administrator",
        Audience.Counsellor => "counsellor",
        _ => "parent",
    };

    private static string? CodeIn(Utterance said) => said.Pressed is not null ? null
        : OneTimeCode.Find(said.Text.StartsWith(StartWord, StringComparison.Ordinal) ? said.Text[StartWord.Length..] : said.Text);
}
