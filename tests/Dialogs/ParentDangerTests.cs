using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Relay;

namespace Assistant.Tests.Dialogs;

/// <summary>Words of danger in a parent's conversation.</summary>
public sealed class ParentDangerTests
{
    [Fact]
    public void Danger_is_answered_before_everything_and_the_dialogue_goes_on_afterwards() => ParentTranscriptTests.Begun().Check("""
        > !now ta lõi last
        < (RaiseConcern { Level = now, Kind = violence_at_home })
        < Kui oht on praegu, helista kohe 112.
        < Ohvriabi 116 006 vastab ööpäev läbi, tasuta. Lapse pärast helista 116 111.
        < Kas sa saad praegu turvaliselt kirjutada? [Jah | Ei – ära vasta mulle]
        > jah
        < Aitäh, et kirjutasid. Andsin sellest teada ka meie koordinaatorile. [Räägi inimesega]
        < Kelle pärast sa muretsed? [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
        > laps
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        """);

    [Fact]
    public void Who_cannot_write_safely_hears_nothing_more_until_they_write() => ParentTranscriptTests.Begun().Check("""
        > !now ta lõi last
        < (RaiseConcern { Level = now, Kind = violence_at_home })
        < Kui oht on praegu, helista kohe 112.
        < Ohvriabi 116 006 vastab ööpäev läbi, tasuta. Lapse pärast helista 116 111.
        < Kas sa saad praegu turvaliselt kirjutada? [Jah | Ei – ära vasta mulle]
        > [Ei – ära vasta mulle]
        < (HideChat { })
        > laps
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        """);

    [Fact]
    public void A_hint_of_danger_is_asked_about_softly_and_a_no_brings_the_card() => ParentTranscriptTests.Greeted().Check("""
        > !implied ma kardan koju minna
        < (RaiseConcern { Level = implied, Kind = child_in_danger })
        < Kas sa oled praegu turvalises kohas? [Jah | Ei | Ei oska öelda]
        > ei
        < (RaiseConcern { Level = now, Kind = child_in_danger })
        < Kui oht on praegu, helista kohe 112.
        < Lasteabi 116 111 vastab ööpäev läbi, tasuta. Räägitakse eesti, vene ja inglise keelt.
        < Kas sa saad praegu turvaliselt kirjutada? [Jah | Ei – ära vasta mulle]
        > jah
        < Aitäh, et kirjutasid. Andsin sellest teada ka meie koordinaatorile. [Räägi inimesega]
        """);

    [Fact]
    public void A_story_told_while_it_is_asked_whether_they_are_safe_is_no_answer_and_is_not_lost() => ParentTranscriptTests.Greeted().Check("""
        > !implied ma kardan koju minna
        < (RaiseConcern { Level = implied, Kind = child_in_danger })
        < Kas sa oled praegu turvalises kohas? [Jah | Ei | Ei oska öelda]
        > poeg ei käi enam koolis, ta on 12
        < Aitäh, et räägid. Selle juurde tuleme kohe tagasi.
        < Kas sinu ja laste ümber on praegu kõik turvaline? Ohu korral helista 112. [Jah | Ei | Ei oska öelda]
        > !implied ta lihtsalt istub oma toas ega räägi minuga
        < Aitäh, et räägid. Selle juurde tuleme kohe tagasi.
        < Vasta „jah“, „ei“ või „ei oska öelda“. [Jah | Ei | Ei oska öelda]
        > jah
        < Hea, et oled turvalises kohas. Kui midagi muutub, helista 112 või Lasteabi 116 111.
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        """);

    [Fact]
    public void What_is_told_to_a_human_while_it_is_asked_whether_they_are_safe_reaches_the_human()
    {
        var chat = ParentTranscriptTests.Greeted();
        chat.Facts = chat.Facts with { HasConsent = true, Relay = new("a", "CCCCC", "taken", IsMine: false, null, "et", 0, Holds: true, IsQuiet: false, LastHeard: 1) };
        chat.Say("!implied ma kardan koju minna");
        const string Story = "!implied ta lihtsalt istub oma toas ega räägi minuga";
        Assert.Equal(Story, Assert.Single(chat.Say(Story).OfType<Effect.ForRelay>().Select(effect => effect.Act).OfType<RelayAct.Say>()).Words);
    }

    [Theory]
    [InlineData("ei, ta tuleb kohe tagasi ja siis ma ei tea")]
    [InlineData("ma ei ole turvalises kohas")]
    public void A_no_with_more_words_stays_a_no(string said)
    {
        var chat = ParentTranscriptTests.Greeted();
        chat.Say("!implied ma kardan koju minna");
        chat.Say(said);
        Assert.Contains(chat.Done, effect => effect is Effect.RaiseConcern { Level: "now" });
    }

    [Fact]
    public void Words_of_danger_told_to_a_question_that_takes_words_are_kept() => ParentTranscriptTests.Greeted().Check("""
        > räägi inimesega
        < (ForRelay { Act = Open { Words = , Answers =  } })
        > !need ma ei jaksa enam
        < (RaiseConcern { Level = need, Kind = child_in_danger })
        < Sa ei pea sellega üksi olema. Kui läheb ohtlikuks, helista 112.
        < Lasteabi 116 111 vastab ööpäev läbi, tasuta. Räägitakse eesti, vene ja inglise keelt.
        < Kas sa saad praegu turvaliselt kirjutada? [Jah | Ei – ära vasta mulle]
        > jah
        < Aitäh, et kirjutasid. Andsin sellest teada ka meie koordinaatorile. [Räägi inimesega]
        > siin
        < (CountUnanswered { Lang = Et })
        < Sellest ma ei saanud aru. Palun vali siit või räägi inimesega. [Alustame | Teenused | Räägi inimesega]
        > vahele
        < Mida saan sinu heaks teha? [Alustame | Teenused | Räägi inimesega]
        """);
}
