using System.Collections.Immutable;
using Assistant.Dialogs;
using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;
using Assistant.Host.Cli;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;

namespace Assistant.Tests.Dialogs;

/// <summary>The inventory of commands and what really happens, for every role: nobody does what the inventory does not name them for, and nobody is offered it.</summary>
public sealed class RightsTests
{
    private const string Unknown = "01890000-0000-7000-8000-000000000000";

    private static readonly ImmutableArray<CommandRow> inventory = CommandInventory.Of(Known.Board);

    /// <summary>Every command of the inventory that words lead to, and every role on its own.</summary>
    public static TheoryData<Command, Audience> Commands => new(from command in Enum.GetValues<Command>() where command is not (Command.None or Command.Rescue) from role in Enum.GetValues<Audience>() select (command, role));

    [Theory, MemberData(nameof(Commands))]
    public void A_command_is_refused_to_exactly_the_roles_that_the_inventory_does_not_name(Command command, Audience role)
    {
        var named = inventory.Single(row => row.Kind == "command" && row.Id == Rights.Kebab(command.ToString())).Roles.Contains(Rights.Kebab(role.ToString()));
        var effects = As(role).Say(CommandWords.Of(command));
        var denied = effects.OfType<Effect.Denied>().SingleOrDefault();
        if (named || role == Audience.Parent && inventory.Single(row => row.Kind == "command" && row.Id == Rights.Kebab(command.ToString())).Roles.Contains("parent"))
            Assert.Null(denied);
        else if (Rights.IsWordToOthers(command))
            Assert.All(effects, effect => Assert.True(effect is Effect.Say or Effect.CountUnanswered, $"{effect}"));
        else
        {
            Assert.Equal(Rights.Kebab(command.ToString()), denied?.What);
            var said = Assert.Single(effects.OfType<Effect.Say>());
            Assert.Contains(said.Text.Key, (string[])["engine.not-yours", "refer.not-yours"]);
            Assert.DoesNotContain(effects, effect => effect is not (Effect.Say or Effect.Denied));
        }
    }

    /// <summary>Every dialogue of the inventory and every role on its own.</summary>
    public static TheoryData<string, Audience> Dialogs => new(from dialog in Known.Board.Dialogs from role in Enum.GetValues<Audience>() select (dialog.Id, role));

    [Theory, MemberData(nameof(Dialogs))]
    public void A_dialogue_under_way_goes_on_only_while_its_role_is_held(string id, Audience role)
    {
        var dialog = Known.Board.Dialogs.Single(one => one.Id == id);
        Assert.Equal(dialog.Roles.Select(one => Rights.Kebab(one.ToString())), inventory.Single(row => row.Kind == "dialog" && row.Id == id).Roles);
        var running = Conversation.New with { Current = new(id, ImmutableDictionary<string, string>.Empty, dialog.Questions.OfType<Question>().FirstOrDefault()?.Id, 1, 0), Serial = 1 };
        var (next, effects) = Known.Board.Take(running, new("", Lang.En, "yes", 1), Facts(role));
        var isTheirs = dialog.Roles.Contains(Audience.Parent) || dialog.Roles.Contains(role);
        Assert.Equal(!isTheirs, effects.OfType<Effect.Denied>().Any(denied => denied.What == id));
        if (isTheirs) return;
        Assert.Null(next.Current);
        Assert.All(effects, effect => Assert.True(effect is Effect.Say or Effect.Denied, $"{effect}"));
    }

    /// <summary>Every kind of button with the steps that stand under messages, and every role on its own.</summary>
    public static TheoryData<string, Audience> Buttons => new(from press in ButtonSteps.All from role in Enum.GetValues<Audience>() select (press, role));

    [Theory, MemberData(nameof(Buttons))]
    public void A_button_of_another_role_is_answered_as_one_that_leads_nowhere_and_the_denial_is_noted(string press, Audience role)
    {
        var row = inventory.Single(row => row.Kind == "button" && row.Id == ButtonSteps.RowOf(press));
        if (row.Roles.Contains("parent") || row.Roles.Contains(Rights.Kebab(role.ToString()))) return;
        var effects = As(role).Press($"{press}:{Unknown}", null);
        Assert.All(effects, effect => Assert.True(effect is Effect.Say or Effect.Denied || effect is Effect.ForCase { Act: CaseAct.Seen { What: var what } } && what.EndsWith(".deny", StringComparison.Ordinal), $"{effect}"));
        Assert.Contains(effects, effect => effect is Effect.Denied or Effect.ForCase);
        Assert.Contains(effects.OfType<Effect.Say>().First().Text.Key, (string[])["engine.not-yours", "acts.gone", "request.gone"]);
    }

    [Fact]
    public void Every_kind_of_button_has_steps_in_this_matrix_and_no_other_kind_is_a_button() =>
        Assert.Equal(inventory.Where(row => row.Kind == "button").Select(row => row.Id).Order(StringComparer.Ordinal), ButtonSteps.All.Select(ButtonSteps.RowOf).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("grant:role:coordinator")]
    [InlineData("admin:all:x")]
    [InlineData("person:show:x")]
    public void A_button_that_nobody_is_named_for_leads_nowhere(string press)
    {
        foreach (var role in Enum.GetValues<Audience>())
            Assert.Equal(["engine.passed", "menu.ask"], As(role).Press(press, null).OfType<Effect.Say>().Select(say => say.Text.Key));
    }

    [Theory]
    [InlineData(Audience.Parent)]
    [InlineData(Audience.SupportPerson)]
    [InlineData(Audience.Coordinator)]
    [InlineData(Audience.Caseworker)]
    [InlineData(Audience.Administrator)]
    [InlineData(Audience.Counsellor)]
    public void What_menus_greetings_and_help_offer_or_name_is_the_persons_own(Audience role)
    {
        foreach (var word in (string[])["/start", "help", "nonsense of no meaning", "my data", "services", "hide", "who"])
            foreach (var choice in As(role).Say(word).OfType<Effect.Say>().SelectMany(say => say.Choices).Where(choice => choice.Id.StartsWith("go:", StringComparison.Ordinal)))
                Assert.True(Rights.May(Facts(role), ((Door.Go)Door.Of(new("", Lang.En, choice.Id))!).Where), $"{role} is offered {choice.Id}");
        var commands = new Commands();
        foreach (var lang in Langs.All)
            foreach (var said in As(role).Help(lang))
                foreach (var quoted in Quoted(said))
                    if (commands.Read(quoted) is var named and not Command.None)
                        Assert.True(Rights.May(Facts(role), named), $"{role} is told of {named}: {said}");
    }

    [Fact]
    public void What_a_channels_own_list_of_commands_shows_to_everybody_is_everybodys()
    {
        var commands = new Commands();
        foreach (var (key, estonian, english) in Assistant.Channels.Telegram.TelegramText.Commands)
            foreach (var word in (string[])[estonian, english])
                Assert.True(Rights.Of(commands.Read("/" + word)).Contains(Audience.Parent), $"{key}: /{word}");
    }

    private static IEnumerable<string> Quoted(string said)
    {
        for (var at = said.IndexOfAny(['"', '“', '„', '«']); at >= 0; at = said.IndexOfAny(['"', '“', '„', '«'], at))
        {
            var end = said.IndexOfAny(['"', '”', '“', '»'], at + 1);
            if (end < 0) yield break;
            yield return said[(at + 1)..end];
            at = end + 1;
        }
    }

    private static Facts Facts(Audience role) => Known.Facts with { Lang = Lang.En, Roles = role == Audience.Parent ? [role] : [Audience.Parent, role], HasConsent = true };

    private static OneRole As(Audience role) => new(role);

    /// <summary>A chat of somebody who has one role alone.</summary>
    private sealed record OneRole(Audience Role)
    {
        private readonly Chat chat = new(Known.Board, Facts(Role));

        public ImmutableArray<Effect> Say(string text) => chat.Say(text);

        public ImmutableArray<Effect> Press(string id, int? prompt) => chat.Press(id, prompt);

        public IEnumerable<string> Help(Lang lang) => new Chat(Known.Board, Facts(Role) with { Lang = lang }).Say("/help").OfType<Effect.Say>().Select(say => Known.Texts.Render(lang, say.Text));
    }
}
