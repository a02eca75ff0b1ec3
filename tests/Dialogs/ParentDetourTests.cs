namespace Assistant.Tests.Dialogs;

/// <summary>Help, misses, old buttons and changes of mind in a parent's conversation.</summary>
public sealed class ParentDetourTests
{
    [Fact]
    public void Help_why_back_and_a_greeting_keep_the_place() => ParentTranscriptTests.Begun().Check("""
        > miks
        < Nii tean, kellest me räägime. Abi võib küsida ka teise inimese jaoks.
        < Kelle pärast sa muretsed? [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
        > abi
        < Aitan leida sobiva abi ja soovida kohtumist. Vastata võid nupuga või oma sõnadega.
        < Alati saad kirjutada: tagasi, jäta vahele, miks, loobu, räägi inimesega, peida, minu andmed.
        < Kelle pärast sa muretsed? [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
        > tere
        < Kelle pärast sa muretsed? [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
        > laps
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        > tagasi
        < Kelle pärast sa muretsed? [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
        > keegi kodus
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        > kolm
        < Kui vana on 1. laps? Võid kirjutada ka kõigi laste vanused korraga. [Ei tea]
        """);

    [Fact]
    public void Misses_rephrase_then_give_examples_then_offer_a_human() => ParentTranscriptTests.Begun().Check("""
        > mjaa noh
        < Kellest me räägime? [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
        > vat ei saa
        < Näiteks: laps, mina ise, keegi kodus, lapselaps. [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
        > krõks
        < Vabandust, et ma aru ei saa. Võid rääkida inimesega või siinsamas jätkata. [Räägi inimesega]
        < Näiteks: laps, mina ise, keegi kodus, lapselaps. [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
        > laps
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        """);

    [Fact]
    public void Several_things_can_be_tapped_one_after_another() => ParentTranscriptTests.Begun().Check("""
        > laps
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        > 1
        < Kui vana on 1. laps? Võid kirjutada ka kõigi laste vanused korraga. [Ei tea]
        > 8
        < Kas keegi vallast, linnast või koolist on perega sel teemal juba rääkinud? [Jah, valla või linna töötaja | Ainult kool või lasteaed | Ei | Ei tea]
        > ei tea
        < Milles on praegu raske? Võid valida mitu. [Kool või lasteaed | Suhted kodus | Lapse käitumine | Raha, töö | Eluase | Tervis, puue, sõltuvus | Pinge, hirm, kurbus | Midagi muud | Ei tea]
        > [Raha, töö]
        < Milles on praegu raske? Võid valida mitu. [Kool või lasteaed | Suhted kodus | Lapse käitumine | ✓ Raha, töö | Eluase | Tervis, puue, sõltuvus | Pinge, hirm, kurbus | Midagi muud | Ei tea | Valmis]
        > [Pinge, hirm, kurbus]
        < Milles on praegu raske? Võid valida mitu. [Kool või lasteaed | Suhted kodus | Lapse käitumine | ✓ Raha, töö | Eluase | Tervis, puue, sõltuvus | ✓ Pinge, hirm, kurbus | Midagi muud | Ei tea | Valmis]
        > [✓ Raha, töö]
        < Milles on praegu raske? Võid valida mitu. [Kool või lasteaed | Suhted kodus | Lapse käitumine | Raha, töö | Eluase | Tervis, puue, sõltuvus | ✓ Pinge, hirm, kurbus | Midagi muud | Ei tea | Valmis]
        > [Valmis]
        < Kas mure juba segab igapäevaelu? [Juba segab | Kardan, et hakkab segama | Ei sega | Ei tea]
        > [Juba segab]
        < Milline abi tundub praegu õige? [Keegi, kes käib kodus abiks | Jutt nõustajaga | Teised sama murega vanemad | Ei tea]
        > ei tea
        < Kas kohtumised teiste sama murega vanematega võiksid ka sobida? [Jah | Ei | Ei tea]
        > ei
        < Kes lapsi selles peres kasvatab? [Mõlemad vanemad koos | Üks vanem üksi | Vanemad elavad eraldi | Vanavanem või sugulane | Keegi teine | Ei tea]
        > ei tea
        < Mis vallas või linnas pere elab? [Ei tea]
        > ei tea
        < Kui kiire on? [Väga kiire, täna | Sel nädalal | Ei ole kiire | Ei tea]
        > ei tea
        < Võib sobida perenõustamine, sest mure segab igapäevaelu.
        < Võib-olla sobib ka: tugiisik, tugigrupp. Selle saab inimesega selgeks rääkida.
        < Perele on see tasuta. Otsustab sinu valla või linna lastekaitse- või sotsiaaltöötaja.
        < Mida teeme edasi? [Kuhu pöörduda ja mida öelda? | Soovin kohtumist | Räägi inimesega | Muudan vastust | Mõtlen veel]
        > kuhu pöörduda ja mida öelda
        < Pöördu sinna valda või linna, kus pere on registris kirjas. Küsi lastekaitse- või sotsiaaltöötajat.
        < Kui õiget inimest ei leia, helista Lasteabi 116 111 või räägi meie töötajaga.
        < Võid öelda need kolm lauset:
        < 1. „Tere! Muretsen oma lapse pärast. Laste vanus: 8.“
        < 2. „Igapäevaelu on praegu raske: pinge ja väsimus.“
        < 3. „Palun hinnake, millist abi pere vajab. Kas perele sobiks perenõustamine?“
        < Nad räägivad sinuga läbi, mida pere vajab. Otsus tuleb üldjuhul kümne tööpäeva jooksul. [Soovin aega | Räägi inimesega]
        """);

    [Fact]
    public void An_old_button_never_answers_a_newer_question() => ParentTranscriptTests.Begun().Check("""
        > laps
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        > [Minu laps]
        < See küsimus on juba möödas.
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        > 2
        < Kui vana on 1. laps? Võid kirjutada ka kõigi laste vanused korraga. [Ei tea]
        > [Minu laps]
        < See küsimus on juba möödas.
        < Kui vana on 1. laps? Võid kirjutada ka kõigi laste vanused korraga. [Ei tea]
        """);

    [Fact]
    public void A_time_that_is_no_time_or_has_passed_is_said_so() => ParentTranscriptTests.Greeted().Check("""
        > soovin aega
        < Et aidata, pean mõne vastuse alles hoidma. Neid näevad ainult meie töötajad, kes sind aitavad.
        < Palun ära kirjuta siia laste nimesid, isikukoode ega diagnoose. Sellest räägime kohtumisel.
        < Nõusoleku saad igal ajal tagasi võtta: kirjuta „minu andmed“.
        < Kas oled nõus? [Nõustun | Praegu mitte]
        > nõustun
        < (consent 2026-11)
        < Aitäh!
        < Millest soovid rääkida? [Tugiisik | Perenõustamine | Tugigrupp | Lihtsalt mure]
        > tugiisik
        < Millal sulle sobiks? [Sobib iga aeg]
        > 31.11 kell 10
        < Sellist päeva või kellaaega ei ole.
        < Millal sulle sobiks? [Sobib iga aeg]
        > täna kell 7
        < See aeg on juba möödas.
        < Millal sulle sobiks? [Sobib iga aeg]
        > 2026-11-25T17:00
        < Panin kirja: kolmapäev, 25. november, kell 17.00.
        < Kus soovid kohtuda? [Kodus | Keskuses | Koolis | Telefonis | Veebis | Sobib iga koht]
        > tagasi
        < Millal sulle sobiks? [Sobib iga aeg]
        > ülehomme
        < Panin kirja: kolmapäev, 25. november.
        < Mis kell? [Sobib iga kell]
        > kell 10
        < Kus soovid kohtuda? [Kodus | Keskuses | Koolis | Telefonis | Veebis | Sobib iga koht]
        """);

    [Fact]
    public void Cancelling_leaves_the_dialogue_and_shows_the_menu() => ParentTranscriptTests.Begun().Check("""
        > laps
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        > loobu
        < Jätsime selle pooleli.
        < Mida saan sinu heaks teha? [Alustame | Teenused | Räägi inimesega]
        > loobu
        < Praegu ei ole midagi pooleli.
        < Mida saan sinu heaks teha? [Alustame | Teenused | Räägi inimesega]
        """);
}
