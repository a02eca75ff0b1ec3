using System.Collections.Immutable;
using System.Globalization;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Municipalities;
using Assistant.Knowledge;
using Assistant.Knowledge.Safety;
using Assistant.Records;
using Assistant.Records.Access;
using Assistant.Records.Families;
using Assistant.Records.People;
using NodaTime;
using static Assistant.Host.Municipalities.LinkPaper;

namespace Assistant.Host.Cases;

/// <summary>
/// What stands on the page of a family's personal codes: masked, until one is asked for. Rights are read with every request, in the unit that writes the audit;
/// a family of somebody else's, one that never was and a browser that nobody works at look alike.
/// </summary>
public sealed class CodePage(Memory memory, CaseMemory cases, CaseGate gate, ITexts texts, Settings settings)
{
    private const int longestName = 60;

    private readonly LinkPaper paper = new(texts, settings, "code-page");

    /// <summary>After so long without a word in the chat, its owner may have left the browser to somebody else.</summary>
    private static readonly Duration signedIn = Duration.FromMinutes(15);

    private static readonly ImmutableArray<string> roles = ["child", "mother", "father", "other"];

    /// <summary>What was asked of the page.</summary>
    private sealed record Opened(Person Reader, Family Family);

    /// <summary>The members with masked codes.</summary>
    public async ValueTask<(int Status, string Html)> Show(ChannelIdentity? who, string family, string? asked) => await Answer(asked, unit =>
    {
        if (Open(unit, who, family, Doing.Read) is not { } open) return Denied(unit, who, family, asked);
        cases.Audit.Append(unit, new("family.read", open.Family.Id.ToString(), open.Reader.Id));
        return (StatusCodes.Status200OK, Whole(open, asked, shown: null, note: null));
    });

    /// <summary>Shows one code, or keeps one.</summary>
    public async ValueTask<(int Status, string Html)> Take(ChannelIdentity? who, string family, IFormCollection form, string? asked)
    {
        var (member, role, name, typed) = (Field(form, "show"), Field(form, "role"), Field(form, "name").Trim(), string.Concat(Field(form, "code").Where(char.IsAsciiDigit)));
        return await Answer(asked, unit =>
        {
            if (Open(unit, who, family, member.Length > 0 ? Doing.Read : Doing.Change) is not { } open) return Denied(unit, who, family, asked);
            if (member.Length > 0) return Reveal(unit, open, member, asked);
            if (!roles.Contains(role) || name.Length > longestName || PersonalCodes.Find(typed) is not [{ IsValid: true, Digits: var code }] || code != typed)
                return (StatusCodes.Status422UnprocessableEntity, Whole(open, asked, shown: null, note: "wrong"));
            var members = open.Family.Content.Members;
            var one = new HouseholdMember(role, name.Length > 0 ? name : null, null) { PersonalCode = code };
            var at = members.IndexOf(members.FirstOrDefault(known => known.Role == role && known.Name == one.Name)!);
            one = at < 0 ? one : one with { BirthYear = members[at].BirthYear };
            var saved = open.Family with { Content = open.Family.Content with { Members = at < 0 ? members.Add(one) : members.SetItem(at, one) } };
            cases.Families.Save(unit, saved, open.Reader.Id);
            cases.Audit.Append(unit, new("code.keep", open.Family.Id.ToString(), open.Reader.Id));
            return (StatusCodes.Status200OK, Whole(open with { Family = saved }, asked, shown: null, note: "kept"));
        });
    }

    /// <summary>What is shown and that it was stand or fall together.</summary>
    private (int Status, string Html) Reveal(IUnit unit, Opened open, string member, string? asked)
    {
        if (!int.TryParse(member, NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= open.Family.Content.Members.Length || open.Family.Content.Members[at].PersonalCode is null)
            return (StatusCodes.Status422UnprocessableEntity, Whole(open, asked, shown: null, note: "gone"));
        cases.Audit.Append(unit, new("code.reveal", open.Family.Id.ToString(), open.Reader.Id));
        return (StatusCodes.Status200OK, Whole(open, asked, at, note: null));
    }

    /// <summary>Who is at the browser and writes in its chat now, and the family, by the policy.</summary>
    private Opened? Open(IUnit unit, ChannelIdentity? who, string family, Doing doing) =>
        who is not null && memory.People.Find(unit, who) is { } person && IsSignedIn(unit, person, who) && Guid.TryParse(family, out var id)
        && gate.Open(unit, person, new(id), Matter.PersonalCode, doing) is { } found ? new(person, found) : null;

    /// <summary>The chat of this browser is open: no code word is asked for, and it was used just now.</summary>
    private bool IsSignedIn(IUnit unit, Person person, ChannelIdentity who) => memory.Conversations.Of(unit, person.Id)
        .Any(chat => chat.Channel == who.Channel && unit.Now - chat.Used <= signedIn && (chat.State.Length == 0 || Dialogs.Engine.ConversationJson.Read(chat.State).Gate is null));

    private (int Status, string Html) Denied(IUnit unit, ChannelIdentity? who, string family, string? asked)
    {
        // A stranger's knocking fills no audit.
        if (who is not null && memory.People.Find(unit, who) is { } person) cases.Audit.Append(unit, new("code.deny", Guid.TryParse(family, out var id) ? id.ToString("D") : "-", person.Id));
        var lang = LinkPaper.Of(asked);
        return (StatusCodes.Status404NotFound, paper.Whole(lang, paper.Own(lang, "title"), $"<p>{Text(lang, "not-here")}</p>"));
    }

    private async ValueTask<(int Status, string Html)> Answer(string? asked, Func<IUnit, (int, string)> work)
    {
        try
        {
            return await cases.Store.Write(work, CancellationToken.None);
        }
        catch (ConflictException)
        {
            return (StatusCodes.Status409Conflict, Later(asked));
        }
        catch (StoreUnavailableException)
        {
            // What cannot be written into the audit is not shown.
            return (StatusCodes.Status503ServiceUnavailable, Later(asked));
        }
    }

    private string Later(string? asked) => paper.Whole(LinkPaper.Of(asked), paper.Own(LinkPaper.Of(asked), "title"), $"<p>{Text(LinkPaper.Of(asked), "later")}</p>");

    private string Whole(Opened open, string? asked, int? shown, string? note)
    {
        var lang = Langs.Parse(asked) ?? Langs.Parse(open.Reader.Language) ?? Lang.Et;
        var rows = open.Family.Content.Members.Select((member, at) => member.PersonalCode is not { } code ? "" : $"""
            <div class="field"><p>{Safe(Role(lang, member.Role))}{(member.Name is { } name ? $" {Safe(name)}" : "")}: <strong>{Safe(at == shown ? code : PersonalCodes.Mask(code).Text)}</strong></p>
            {(at == shown ? "" : $"<form method=\"post\"><button class=\"other\" name=\"show\" value=\"{at.ToString(CultureInfo.InvariantCulture)}\">{Text(lang, "show")}</button></form>")}</div>
            """);
        var lead = note is null ? $"<p>{Text(lang, "what")}</p>" : $"""<p class="wrong" role="alert">{Text(lang, note)}</p>""";
        return paper.Whole(lang, $"{paper.Own(lang, "title")}: {open.Family.Content.Name}", $"""
            {lead}
            {string.Concat(rows)}
            <form method="post" autocomplete="off">
              <div class="field"><label for="role">{Text(lang, "role")}</label><select id="role" name="role">{string.Concat(roles.Select(role => $"<option value=\"{role}\">{Safe(Role(lang, role))}</option>"))}</select></div>
              <div class="field"><label for="name">{Text(lang, "name")}</label><input type="text" id="name" name="name" maxlength="{longestName.ToString(CultureInfo.InvariantCulture)}"></div>
              <div class="field"><label for="code">{Text(lang, "code")}</label><input class="code" type="text" id="code" name="code" inputmode="numeric" maxlength="11" required></div>
              <button>{Text(lang, "keep")}</button>
            </form>
            """);
    }

    private string Role(Lang lang, string role) => texts.Get(lang, $"code-page.role-{(roles.Contains(role) ? role : "other")}");

    private string Text(Lang lang, string key) => Safe(paper.Own(lang, key));
}
