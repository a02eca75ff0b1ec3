using Assistant.Knowledge;
using Assistant.Tests.Channels.Telegram;
using Assistant.Tests.Dialogs;
using Assistant.Tests.Fakes;
using Assistant.Tests.Transcripts;

namespace Assistant.Tests.EndToEnd.Telegram;

/// <summary>A dictated note and its draft: changed by editing the note, put right or agreed to in words, pressed where it was shown last.</summary>
[Collection(Alone.Name)]
public sealed class TelegramDraftTests
{
    private static readonly Speaker parent = new("parent", null, Lang.Et);
    private static readonly Speaker visitor = new("support-person", null, Lang.Et);

    [Fact]
    public async Task A_note_that_is_changed_while_its_draft_is_open_changes_the_draft()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(parent);
        await world.Say(parent, "{code support-person}");
        await world.Read(parent);
        // A visit is told of when it is over.
        await world.Later(TimeSpan.FromHours(9));
        await world.Say(parent, "käisin täna pere juures kodus kella kolmest viieni ema ja kaks last olid kohal rääkisime kooliskäimisest ja eelarvest");
        await world.Person(parent).Hears("15:00");
        await world.Read(parent);
        world.Person(parent).EditLast("käisin täna pere juures kodus kella neljast viieni ema ja kaks last olid kohal rääkisime kooliskäimisest ja eelarvest");
        await world.Person(parent).Hears(message => message.Text.Contains("16:00", StringComparison.Ordinal) && !message.Text.Contains("15:00", StringComparison.Ordinal));
        await world.Say(parent, "loobu");
        await world.Read(parent);
        world.Person(parent).EditLast("keel");
        await world.Person(parent).Hears(Known.Texts.Get(Lang.Et, "menu.edited"));
    }

    [Fact]
    public async Task A_draft_that_words_put_right_or_agree_to_keeps_its_words_and_loses_its_buttons()
    {
        await using var world = await TelegramChatWorld.Started();
        await world.Enter(visitor);
        await world.Later(TimeSpan.FromHours(9));
        await world.Say(visitor, "käisin täna kella kolmest poole viieni pere juures kodus kohal olid ema ja kaks last rääkisime koolist ja magamaminekust");
        await world.Read(visitor);
        await world.Say(visitor, "pere T.");
        await world.Read(visitor);
        await world.Say(visitor, "korras");
        var draft = await world.Person(visitor).Hears("Kas kõik on õige?");
        Assert.NotEmpty(draft.Buttons);
        // What is asked in passing overtakes nothing.
        await world.Say(visitor, "mida tugiisik teeb?");
        await world.Read(visitor);
        var heard = world.Person(visitor).Heard.Length;
        Assert.NotEmpty(draft.Buttons);
        await world.Say(visitor, "ei, kella neljast poole viieni");
        var second = await world.Person(visitor).Hears("16:00", after: heard);
        await ChannelHost.Until(() => world.Person(visitor).Heard.Count(message => message.Buttons.Contains("Jah, õige")) == 1, "the drafts before are closed");
        Assert.NotEmpty(second.Buttons);
        Assert.Contains("15:00", draft.Text, StringComparison.Ordinal);
        await world.Read(visitor);
        // Shown once more, and pressed there: the one above is closed as well.
        heard = world.Person(visitor).Heard.Length;
        await world.Say(visitor, "ei, see ei ole päris nii");
        await world.Person(visitor).Hears("16:00", after: heard);
        await world.Read(visitor);
        await world.Press(visitor, "Jah, õige");
        await ChannelHost.Until(() => !world.Person(visitor).Heard.Any(message => message.Buttons.Contains("Jah, õige")), "the drafts are closed");
        Assert.Contains("16:00", second.Text, StringComparison.Ordinal);
        Assert.Empty(world.World.Violations());
    }
}
