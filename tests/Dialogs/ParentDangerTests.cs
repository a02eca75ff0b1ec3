namespace Assistant.Tests.Dialogs;

/// <summary>Words of danger in a parent's conversation.</summary>
public sealed class ParentDangerTests
{
    [Fact]
    public void Danger_is_answered_before_everything_and_the_dialogue_goes_on_afterwards() => ParentTranscriptTests.Greeted().Check("""
        > [Alustame]
        < Ma ei saada sinu vastuseid kellelegi. Kui sa nõusolekut ei anna, kustub see jutt 14 päeva pärast.
        < Kelle pärast sa muretsed? [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
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
    public void Who_cannot_write_safely_hears_nothing_more_until_they_write() => ParentTranscriptTests.Greeted().Check("""
        > [Alustame]
        < Ma ei saada sinu vastuseid kellelegi. Kui sa nõusolekut ei anna, kustub see jutt 14 päeva pärast.
        < Kelle pärast sa muretsed? [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
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
    public void Words_of_danger_told_to_a_question_that_takes_words_are_kept() => ParentTranscriptTests.Greeted().Check("""
        > räägi inimesega
        < (ForRelay { Act = Open { } })
        > nõustun
        < (CountUnanswered { Lang = Et })
        < Sellest ma ei saanud aru. Palun vali siit või räägi inimesega. [Alustame | Teenused | Räägi inimesega]
        > !need ma ei jaksa enam
        < (RaiseConcern { Level = need, Kind = child_in_danger })
        < Sa ei pea sellega üksi olema. Kui oht tuleb lähedale, helista 112.
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
