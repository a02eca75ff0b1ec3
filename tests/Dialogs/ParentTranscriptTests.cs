namespace Assistant.Tests.Dialogs;

public sealed class ParentTranscriptTests
{
    [Fact]
    public void A_parent_is_guided_in_Estonian_from_hello_to_an_appointment() => new Chat().Check("""
        > tere
        < Tere! Olen perede abiline (MTÜ Näidis) ja ma ei ole inimene.
        < Aitan leida, kelle poole pöörduda, ja inimene on alati lähedal. Kui keegi on ohus, helista kohe 112. [Alustame | Teenused | Räägi inimesega | Русский | English]
        > [Alustame]
        < Et aidata, pean mõne vastuse alles hoidma. Neid näevad ainult meie töötajad, kes sind aitavad.
        < Palun ära kirjuta siia laste nimesid, isikukoode ega diagnoose. Sellest räägime kohtumisel.
        < Nõusoleku saad igal ajal tagasi võtta: kirjuta „minu andmed“.
        < Kas oled nõus? [Nõustun | Praegu mitte]
        > [Nõustun]
        < (consent 2026-11)
        < Aitäh!
        < Kelle pärast sa muretsed? [Laps | Mina ise | Keegi kodus | Teine pere | Ei tea veel]
        > poja pärast
        < Mitu alla 18-aastast last peres elab? [Ei ole lapsi | 1 | 2 | 3]
        > kaks
        < Kas lastekaitse- või sotsiaaltöötaja on perega juba seotud? [Jah | Ei | Ei tea]
        > jah, lastekaitse on
        < Kas mure juba segab igapäevaelu? [Juba segab | Kardan, et hakkab segama | Ei sega | Ei tea]
        > juba segab
        < Millega see mure seotud on? Võid valida mitu. [Suhted, kool, üksi jäämine | Raha, töö, eluase | Tervis, puue, sõltuvus | Pinge, hirm, kurbus | Midagi muud | Ei tea]
        > kool ja raha
        < Kas tahaksid kohtuda vanematega, kellel on sarnane mure? [Jah | Ei | Ei tea]
        > ei
        < Võib sobida tugiisik, sest lastekaitse- või sotsiaaltöötaja on perega juba seotud. Tugiisik käib pere juures umbes kord nädalas.
        < Võib sobida perenõustamine, sest igapäevaelu on raske või muutub raskeks. Nõustaja otsib koos perega lahendusi.
        < Perele on see tasuta. Otsustab sinu valla või linna lastekaitse- või sotsiaaltöötaja.
        < Mida teeme edasi? [Soovin kohtumist | Räägi inimesega | Mida neile öelda? | Mõtlen veel]
        > [Soovin kohtumist]
        < Millal sulle sobiks? [Sobib iga aeg]
        > kolmapäeval kell 17
        < Panin kirja: kolmapäev, 25. november, kell 17.00.
        < Kuidas me sulle vastame? [Vastake siin | Helistage]
        > helistage
        < Mis numbril helistame?
        > 5555 0000
        < Kuidas sind kutsuda? Piisab eesnimest. [Jätan vahele]
        > Olga
        < Kas soovid midagi lisada? Palun ära kirjuta laste nimesid. [Jätan vahele]
        > [Jätan vahele]
        < Teema: Tugiisik / Aeg: kolmapäev, 25. november, kell 17.00  / Vastus: Helistage +37255550000 / Nimi: Olga / Lisa: – /  / Kas saadan nii? [Jah, saada | Muuda: teema | Muuda: aeg | Muuda: vastamine | Muuda: telefon | Muuda: nimi | Muuda: lisa | Ei, jätan ära]
        > [Jah, saada]
        < (file appointment: support-person, 2026-11-25 17:00, Olga, +37255550000, -)
        < (RememberName { Name = Olga })
        < Kirjas. Vastame hiljemalt: teisipäev, 24. november, kell 16.00.
        < Kui keegi ei jõua vastata, annan sulle ise teada. [Minu soovid | Räägi inimesega]
        """);
}
