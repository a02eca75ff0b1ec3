using Assistant.Tests.Transcripts;

namespace Assistant.Tests.Host.Groups;

/// <summary>Chats that many groups begin with.</summary>
internal static class GroupChats
{
    /// <summary>The coordinator opens a group, and its one member is let in; the rules are still to be agreed to.</summary>
    /// <param name="when">Such as "igal kolmapäeval kell 18 kuni 9. detsembrini".</param>
    public static async Task LetIn(this HostChatWorld world, Speaker coordinator, Speaker member, string when, string name = "Olga")
    {
        await world.Enter(coordinator);
        foreach (var text in new[] { "uus rühm", "Kolmapäev", when, "jah" }) await world.Say(coordinator, text);
        await world.Read(coordinator);
        await world.Enter(member);
        foreach (var text in new[] { "{shown code}", "nõustun", "koolist", name, "vahele" }) await world.Say(member, text);
        await world.Press(coordinator, "Soovijad");
        await world.Press(coordinator, "Võtan vastu");
        await world.Press(member, "Loen reegleid");
    }

    /// <summary>As <see cref="LetIn"/>; the member agrees to the rules and says how life is.</summary>
    public static async Task Begin(this HostChatWorld world, Speaker coordinator, Speaker member, string when)
    {
        await world.LetIn(coordinator, member, when);
        foreach (var text in new[] { "nõustun", "4" }) await world.Say(member, text);
    }
}
