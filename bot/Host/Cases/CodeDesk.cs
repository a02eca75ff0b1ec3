using Assistant.Channels.WebChat;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Configuration;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Records;
using Assistant.Records.Access;

namespace Assistant.Host.Cases;

/// <summary>Leads from a family's card to the page where its personal codes are kept; in chat no code is ever shown.</summary>
public sealed class CodeDesk(CaseMemory cases, CaseGate gate, Settings settings)
{
    private const string demo = "demo-";

    internal DeskStep Lead(IUnit unit, CaseAct.ShowCodes asked, Chat me)
    {
        if (AskedFamily.Of(asked.Family) is not { } of || gate.Open(unit, me.Person, of.Family, Matter.PersonalCode, Doing.Read) is not { } family)
            return Step(u => cases.Audit.Append(u, new("family.deny", AskedFamily.Logged(asked.Family), me.Person.Id)), CaseNotices.Said("acts.gone"));
        // The cookie of the chat is what the page knows a browser by: from elsewhere it would lead nowhere.
        if (me.Conversation.Channel != WebChatChannel.ChannelId) return Step(static _ => { }, CaseNotices.Said("families.codes-elsewhere"));
        var link = $"{(settings.PublicUrl?.ToString() ?? settings.Urls[0]).TrimEnd('/')}{CodePages.Root}/{family.Id}{Role(me.Address.User)}";
        return Step(static _ => { }, new Effect.Say(Line.Of("families.codes-link", new Slot("link", Words: link))));
    }

    /// <summary>A demonstration shows one role beside another in one browser: its page says which.</summary>
    private static string Role(string user) => user.StartsWith(demo, StringComparison.Ordinal) && user.IndexOf(':', StringComparison.Ordinal) is > 0 and var end ? $"?role={user[demo.Length..end]}" : "";

    private static DeskStep Step(Action<IUnit> save, Effect.Say said) => new(save, [], null, null) { Said = [said] };
}
