namespace Assistant.Tests.Dialogs;

public sealed class ParentTranscriptTests
{
    [Fact]
    public void A_parent_is_guided_in_Estonian_from_hello_to_an_appointment() => new Chat().Check("""
        > tere
        < Tere! Olen perede abiline (MTÜ Näidis) ja ma ei ole inimene.
        < Aitan leida, kelle poole pöörduda, ja inimene on alati lähedal. Kui keegi on ohus, helista kohe 112. [Alustame | Teenused | Räägi inimesega | Lihtne keel | Русский | English]
        > [Alustame]
        < Ma ei saada sinu vastuseid kellelegi. Kui sa nõusolekut ei anna, kustub see jutt 14 päeva pärast.
        < Kelle pärast sa muretsed? [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
        > poja pärast
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        > kaks
        < Kui vana on 1. laps? Võid kirjutada ka kõigi laste vanused korraga. [Ei tea]
        > 4 ja 9
        < Kas keegi vallast, linnast või koolist on perega sel teemal juba rääkinud? [Jah, valla või linna töötaja | Ainult kool või lasteaed | Ei | Ei tea]
        > jah, lastekaitse on
        < Milles on praegu raske? Võid valida mitu. [Kool või lasteaed | Suhted kodus | Lapse käitumine | Raha, töö | Eluase | Tervis, puue, sõltuvus | Pinge, hirm, kurbus | Midagi muud | Ei tea]
        > kool ja raha
        < Kas mure juba segab igapäevaelu? [Juba segab | Kardan, et hakkab segama | Ei sega | Ei tea]
        > juba segab
        < Milline abi tundub praegu õige? [Keegi, kes käib kodus abiks | Jutt nõustajaga | Teised sama murega vanemad | Ei tea]
        > jutt nõustajaga
        < Kas kohtumised teiste sama murega vanematega võiksid ka sobida? [Jah | Ei | Ei tea]
        > ei
        < Kes lapsi selles peres kasvatab? [Mõlemad vanemad koos | Üks vanem üksi | Vanemad elavad eraldi | Vanavanem või sugulane | Keegi teine | Ei tea]
        > mõlemad vanemad
        < Mis vallas või linnas pere elab? [Ei tea]
        > Jõhvis
        < Panin kirja: Jõhvi vald, Ida-Viru maakond.
        < Kui kiire on? [Väga kiire, täna | Sel nädalal | Ei ole kiire | Ei tea]
        > ei ole kiire
        < Võib sobida tugiisik, sest valla või linna töötaja on perega juba seotud.
        < Võib sobida perenõustamine, sest mure segab igapäevaelu.
        < Perele on see tasuta. Otsustab sinu valla või linna lastekaitse- või sotsiaaltöötaja.
        < Mida teeme edasi? [Kuhu pöörduda ja mida öelda? | Soovin kohtumist | Räägi inimesega | Muudan vastust | Mõtlen veel]
        > [Soovin kohtumist]
        < Et aidata, pean mõne vastuse alles hoidma. Neid näevad ainult meie töötajad, kes sind aitavad.
        < Palun ära kirjuta siia laste nimesid, isikukoode ega diagnoose. Sellest räägime kohtumisel.
        < Nõusoleku saad igal ajal tagasi võtta: kirjuta „minu andmed“.
        < Kas oled nõus? [Nõustun | Praegu mitte]
        > [Nõustun]
        < (consent 2026-11)
        < Aitäh!
        < Millal sulle sobiks? [Sobib iga aeg]
        > kolmapäeval kell 17
        < Panin kirja: kolmapäev, 25. november, kell 17.00.
        < Kus soovid kohtuda? [Kodus | Keskuses | Koolis | Telefonis | Veebis | Sobib iga koht]
        > [Sobib iga koht]
        < Kuidas me sulle vastame? [Vastake siin | Helistage]
        > helistage
        < Mis numbril helistame?
        > 5555 0000
        < Kuidas sind kutsuda? Piisab eesnimest. [Jätan vahele]
        > Olga
        < Kas soovid midagi lisada? Palun ära kirjuta laste nimesid. [Jätan vahele]
        > [Jätan vahele]
        < Teema: Tugiisik / Aeg: kolmapäev, 25. november, kell 17.00  / Koht: – / Vastus: Helistage +37255550000 / Nimi: Olga / Lisa: – /  / Kas saadan nii? [Jah, saada | Muuda: teema | Muuda: aeg | Muuda: koht | Muuda: vastamine | Muuda: telefon | Muuda: nimi | Muuda: lisa | Ei, jätan ära]
        > [Jah, saada]
        < (file appointment: support-person, 2026-11-25 17:00, Olga, +37255550000, -)
        < (RememberName { Name = Olga })
        < Kirjas. Vastame hiljemalt: teisipäev, 24. november, kell 16.00.
        < Kui keegi ei jõua vastata, annan sulle ise teada. [Minu asjad | Räägi inimesega]
        """);

    [Fact]
    public void A_parent_is_guided_in_Russian_though_the_chat_began_in_Estonian() => new Chat().Check("""
        > сын не хочет ходить в школу
        < (speak ru)
        < Здравствуйте! Я помощник семей (MTÜ Näidis), и я не человек.
        < Помогу найти, к кому обратиться, и человек всегда рядом. Если кто-то в опасности, сразу звоните 112. [Начнём | Услуги | Поговорить с человеком | Eesti keel | English]
        < Спасибо, что написали. Несколько вопросов помогут найти, кто может помочь.
        < Я никому не пересылаю ваши ответы. Без вашего согласия эта беседа удалится через 14 дней.
        < Сколько детей живёт в этой семье? [Детей нет | 1 | 2 | 3 | Не знаю]
        > 2
        < Сколько лет ребёнку № 1? Можно сразу написать возраст всех детей. [Не знаю]
        > 7 и 9 лет
        < Говорил ли уже об этом с семьёй кто-то из волости, города или школы? [Да, работник волости или города | Только школа или детский сад | Нет | Не знаю]
        > не знаю
        < Мешает ли это уже повседневной жизни? [Уже мешает | Боюсь, что начнёт мешать | Не мешает | Не знаю]
        > боюсь, что начнёт мешать
        < Какая помощь сейчас кажется подходящей? [Человек, который приходит домой | Разговор с консультантом | Другие родители с похожими трудностями | Не знаю]
        > разговор с консультантом
        < Подошли бы и встречи с родителями в похожей ситуации? [Да | Нет | Не знаю]
        > да, подошли бы
        < Кто растит детей в этой семье? [Оба родителя вместе | Один родитель | Родители живут отдельно | Бабушка, дедушка или родственник | Кто-то другой | Не знаю]
        > одна
        < В какой волости или каком городе живёт семья? [Не знаю]
        > Нарва
        < Записано: Narva linn, Ida-Viru maakond.
        < Насколько это срочно? [Очень срочно, сегодня | На этой неделе | Не срочно | Не знаю]
        > не срочно
        < Может подойти опорное лицо (tugiisik), потому что ребёнок не ходит в школу.
        < Может подойти семейное консультирование, потому что может стать трудно.
        < Может подойти группа поддержки, потому что вы хотите встречаться с другими родителями.
        < Для семьи это бесплатно. Решает специалист по защите детей или соцработник вашей волости или города.
        < Что делаем дальше? [Куда обратиться и что сказать? | Хочу встречу | Поговорить с человеком | Изменить ответ | Ещё подумаю]
        > [Поговорить с человеком]
        < (ForRelay { Act = Open { Words = , Answers =  } })
        """);

    [Fact]
    public void A_parent_is_guided_in_English_and_changes_an_answer_in_the_review() => new Chat().Check("""
        > /en
        < (speak en)
        < Hello! I am the families' helper (MTÜ Näidis), and I am not a human.
        < I help you find whom to turn to, and a person is always near. If someone is in danger, call 112 at once. [Let's begin | Services | Talk to a person | Eesti keel | Русский]
        > [Let's begin]
        < I send your answers to nobody. Without your consent this talk is deleted after 14 days.
        < Who are you worried about? [My child | Myself | Someone at our home | A relative's child or family | Another family | I don't know yet]
        > my daughter
        < How many children live in this family? [No children | 1 | 2 | 3 | I don't know]
        > 3
        < How old is child 1? You may also write the ages of all children at once. [I don't know]
        > 2, 5 and 8
        < Has someone from your municipality or school already talked with the family about this? [Yes, a worker of the municipality | Only school or kindergarten | No | I don't know]
        > no
        < What is hard right now? You may choose several. [School or kindergarten | Relationships at home | A child's behaviour | Money, work | Housing | Health, disability, addiction | Stress, fear, sadness | Something else | I don't know]
        > money
        < Does the worry already get in the way of daily life? [It already does | I fear it soon will | It does not | I don't know]
        > it does not
        < Which kind of help feels right? [Someone who comes to our home | A talk with a counsellor | Other parents with the same worry | I don't know]
        > a talk with a counsellor
        < Could meetings with other parents in a similar situation suit as well? [Yes | No | I don't know]
        > no
        < I found no service that fits now, as the worry does not get in the way of daily life. You can talk to a person all the same.
        < If you like, one of our people will look at your situation. They answer by Tuesday, 24 November, 16:00.
        < What shall we do next? [Talk to a person | I'd like an appointment | Change an answer | I'll think about it]
        > I think I would like an appointment
        < To help, I need to keep some of your answers. Only those of our staff who help you see them.
        < Please do not write children's names, personal codes or diagnoses here. We talk about those when we meet.
        < You can take your consent back at any time: write "my data".
        < Do you agree? [I agree | Not now]
        > I agree
        < (consent 2026-11)
        < Thank you!
        < What would you like to talk about? [Support person | Family counselling | Support group | Just a worry]
        > support group
        < When would suit you? [Any time is fine]
        > 25.11 at 10:30
        < Noted: Wednesday, 25 November, 10:30.
        < Where would you like to meet? [At home | At the centre | At school | By phone | Online | Any place is fine]
        > [Any place is fine]
        < How shall we answer you? [Answer here | Call me]
        > call me
        < Which number shall we call?
        > +372 5555 0000
        < What shall we call you? A first name is enough. [Skip]
        > skip
        < Would you like to add anything? Please do not write children's names. [Skip]
        > I would rather come with my mother
        < Topic: Support group / Time: Wednesday, 25 November, 10:30  / Place: – / Answer: Call me +37255550000 / Name: – / Note: I would rather come with my mother /  / Shall I send it like this? [Yes, send | Change: topic | Change: time | Change: place | Change: how to answer | Change: phone | Change: name | Change: note | No, leave it]
        > [Change: time]
        < When would suit you? [Any time is fine]
        > tomorrow
        < Noted: Tuesday, 24 November.
        < At what time? [Any hour is fine]
        > at 4 pm
        < Topic: Support group / Time: Tuesday, 24 November 16:00 / Place: – / Answer: Call me +37255550000 / Name: – / Note: I would rather come with my mother /  / Shall I send it like this? [Yes, send | Change: topic | Change: time | Change: place | Change: how to answer | Change: phone | Change: name | Change: note | No, leave it]
        > yes
        < (file appointment: support-group, 2026-11-24 16:00, -, +37255550000, I would rather come with my mother)
        < It is noted. We answer by Tuesday, 24 November, 16:00.
        < If nobody manages to answer, I will tell you myself. [My things | Talk to a person]
        """);

    [Fact]
    public void Without_consent_nothing_personal_is_asked_but_services_are_explained() => Greeted().Check("""
        > soovin aega
        < Et aidata, pean mõne vastuse alles hoidma. Neid näevad ainult meie töötajad, kes sind aitavad.
        < Palun ära kirjuta siia laste nimesid, isikukoode ega diagnoose. Sellest räägime kohtumisel.
        < Nõusoleku saad igal ajal tagasi võtta: kirjuta „minu andmed“.
        < Kas oled nõus? [Nõustun | Praegu mitte]
        > praegu mitte
        < Hea küll. Teenuste kohta võid küsida ka ilma nõusolekuta. [Teenused | Räägi inimesega]
        > teenused
        < Neid teenuseid pakume peredele. Millest räägin lähemalt? [Tugiisik | Perenõustamine | Tugigrupp]
        > [Tugigrupp]
        < Tugigrupis kohtuvad vanemad, kellel on sarnane mure. Räägitu jääb gruppi.
        < See on lapsevanematele, kes tahavad ise tulla. Soovitada võib ka lastekaitse, kool või lasteaed.
        < Grupp käib koos kord nädalas, kaks kuni kolm tundi. Samad inimesed on koos vähemalt viis kuud.
        < Perele on see tasuta. Otsustab sinu valla või linna lastekaitse- või sotsiaaltöötaja.
        < Selle saamiseks räägi oma valla või linna lastekaitse- või sotsiaaltöötajaga. Aitan leida, kuhu pöörduda ja mida öelda. [Alustame | Soovin aega | Teenused]
        > soovin aega
        < Et aidata, pean mõne vastuse alles hoidma. Neid näevad ainult meie töötajad, kes sind aitavad.
        < Palun ära kirjuta siia laste nimesid, isikukoode ega diagnoose. Sellest räägime kohtumisel.
        < Nõusoleku saad igal ajal tagasi võtta: kirjuta „minu andmed“.
        < Kas oled nõus? [Nõustun | Praegu mitte]
        """);

    [Fact]
    public void Nothing_fitting_leads_to_a_human_with_a_promised_time() => Begun().Check("""
        > ei tea veel
        < Mitu last selles peres elab? [Ei ole lapsi | 1 | 2 | 3 | Ei tea]
        > ei ole lapsi
        < Meie teenused on lastega peredele, aga inimene aitab sul õige koha leida.
        < Meie inimene vaatab sinu mure üle, kui soovid. Ta vastab hiljemalt: teisipäev, 24. november, kell 16.00.
        < Mida teeme edasi? [Räägi inimesega | Soovin kohtumist | Muudan vastust | Mõtlen veel]
        > räägin inimesega
        < (ForRelay { Act = Open { Words = , Answers =  } })
        """);

    [Fact]
    public void Taking_consent_back_stops_personal_questions_at_once() => Greeted().Check("""
        > soovin aega
        < Et aidata, pean mõne vastuse alles hoidma. Neid näevad ainult meie töötajad, kes sind aitavad.
        < Palun ära kirjuta siia laste nimesid, isikukoode ega diagnoose. Sellest räägime kohtumisel.
        < Nõusoleku saad igal ajal tagasi võtta: kirjuta „minu andmed“.
        < Kas oled nõus? [Nõustun | Praegu mitte]
        > nõustun
        < (consent 2026-11)
        < Aitäh!
        < Millest soovid rääkida? [Tugiisik | Perenõustamine | Tugigrupp | Lihtsalt mure]
        > minu andmed
        < Nõusolekuga hoian alles su nime, soovid ja vastused. Need on krüpteeritud ja neid näevad ainult sind aitavad töötajad.
        < Mida soovid teha? [Jäta nii | Laadi alla | Paranda andmeid | Turvaline suhtlus | Võtan nõusoleku tagasi | Kustuta kõik]
        > [Võtan nõusoleku tagasi]
        < (WithdrawConsent { })
        < Nõusolek on tagasi võetud ja lahtised soovid tühistatud. Su andmed kustuvad, kui sa 14 päeva ei kirjuta.
        > soovin aega
        < Et aidata, pean mõne vastuse alles hoidma. Neid näevad ainult meie töötajad, kes sind aitavad.
        < Palun ära kirjuta siia laste nimesid, isikukoode ega diagnoose. Sellest räägime kohtumisel.
        < Nõusoleku saad igal ajal tagasi võtta: kirjuta „minu andmed“.
        < Kas oled nõus? [Nõustun | Praegu mitte]
        """);

    /// <summary>A chat in which hello has been said.</summary>
    internal static Chat Greeted()
    {
        var chat = new Chat();
        chat.Say("tere");
        return chat;
    }

    /// <summary>Who began is asked first about whom they worry.</summary>
    internal static Chat Begun()
    {
        var chat = Greeted();
        chat.Check("""
            > [Alustame]
            < Ma ei saada sinu vastuseid kellelegi. Kui sa nõusolekut ei anna, kustub see jutt 14 päeva pärast.
            < Kelle pärast sa muretsed? [Minu laps | Mina ise | Keegi meie kodus | Sugulase laps või pere | Teine pere | Ei tea veel]
            """);
        return chat;
    }
}
