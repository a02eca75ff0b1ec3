using Assistant.Dialogs.Engine;

namespace Assistant.Tests.Dialogs;

/// <summary>What is doubtful is asked or said, never guessed in silence.</summary>
public sealed class MisunderstandingTests
{
    [Fact]
    public void A_day_that_has_passed_is_not_silently_moved_to_next_year() => AtWish().Check("""
        > 20.11 kell 10
        < See päev on sel aastal juba möödas. Kui mõtled järgmist aastat, kirjuta ka aasta.
        < Millal sulle sobiks? [Sobib iga aeg]
        > 20.11.2027 kell 10
        < Panin kirja: laupäev, 20. november 2027, kell 10.00.
        < Kus soovid kohtuda? [Kodus | Keskuses | Koolis | Telefonis | Veebis | Sobib iga koht]
        > [Sobib iga koht]
        < Kuidas me sulle vastame? [Vastake siin | Helistage]
        """);

    [Fact]
    public void A_day_of_another_year_is_said_with_its_year() => AtWish().Check("""
        > 4. jaanuaril kell 10
        < Panin kirja: esmaspäev, 4. jaanuar 2027, kell 10.00.
        < Kus soovid kohtuda? [Kodus | Keskuses | Koolis | Telefonis | Veebis | Sobib iga koht]
        > [Sobib iga koht]
        < Kuidas me sulle vastame? [Vastake siin | Helistage]
        """);

    [Fact]
    public void A_day_or_hour_that_does_not_exist_is_asked_again() => AtWish().Check("""
        > 31. veebruar
        < Sellist päeva või kellaaega ei ole.
        < Millal sulle sobiks? [Sobib iga aeg]
        > kell 25
        < Sellist kellaaega ei ole.
        < Millal sulle sobiks? [Sobib iga aeg]
        > homme kell 25
        < Sellist kellaaega ei ole.
        < Panin kirja: teisipäev, 24. november.
        < Mis kell? [Sobib iga kell]
        > 25
        < Sellist kellaaega ei ole.
        < Mis kell? [Sobib iga kell]
        > 10
        < Kus soovid kohtuda? [Kodus | Keskuses | Koolis | Telefonis | Veebis | Sobib iga koht]
        > [Sobib iga koht]
        < Kuidas me sulle vastame? [Vastake siin | Helistage]
        """);

    [Fact]
    public void Which_of_several_times_is_meant_is_chosen_by_the_person() => AtWish().Check("""
        > homme kell 7
        < Millist aega sa mõtled? [teisipäev, 24. november, kell 07.00 | teisipäev, 24. november, kell 19.00 | Sobib iga aeg]
        > [teisipäev, 24. november, kell 19.00]
        < Panin kirja: teisipäev, 24. november, kell 19.00.
        < Kus soovid kohtuda? [Kodus | Keskuses | Koolis | Telefonis | Veebis | Sobib iga koht]
        > [Sobib iga koht]
        < Kuidas me sulle vastame? [Vastake siin | Helistage]
        """);

    [Fact]
    public void Which_of_several_hours_is_meant_is_chosen_by_the_person() => AtWish().Check("""
        > homme
        < Panin kirja: teisipäev, 24. november.
        < Mis kell? [Sobib iga kell]
        > kell 7
        < Millist aega sa mõtled? [teisipäev, 24. november, kell 07.00 | teisipäev, 24. november, kell 19.00 | Sobib iga kell]
        > [teisipäev, 24. november, kell 07.00]
        < Kus soovid kohtuda? [Kodus | Keskuses | Koolis | Telefonis | Veebis | Sobib iga koht]
        > [Sobib iga koht]
        < Kuidas me sulle vastame? [Vastake siin | Helistage]
        """);

    [Fact]
    public void The_persons_own_words_about_the_time_go_with_the_request()
    {
        var chat = AtWish();
        foreach (var said in new[] { "kolmapäeval kell 17 pärast tööd", "keskuses", "siin", "vahele", "vahele", "jah" })
            chat.Say(said);
        Assert.Equal("kolmapäeval kell 17 pärast tööd", Assert.Single(chat.Done.OfType<Effect.FileRequest>()).Draft.WishWords);
    }

    [Fact]
    public void What_a_number_was_taken_for_is_said()
    {
        var chat = new Chat(Known.Board, Known.Facts with { HasConsent = true });
        chat.Say("tere");
        chat.Say("soovin aega");
        chat.Check("""
            > kaks
            < Sain aru nii: Perenõustamine. Muutmiseks kirjuta „tagasi“.
            < Millal sulle sobiks? [Sobib iga aeg]
            """);
    }

    [Theory]
    [InlineData("üks")]
    [InlineData("tere, mul on mure")]
    [InlineData("tahan kõigepealt küsida")]
    public void Nobody_agrees_by_a_number_or_in_passing(string text)
    {
        var chat = new Chat();
        chat.Say("tere");
        chat.Say("alustame");
        chat.Say(text);
        Assert.DoesNotContain(chat.Done, effect => effect is Effect.GiveConsent);
    }

    private static Chat AtWish()
    {
        var chat = new Chat(Known.Board, Known.Facts with { HasConsent = true });
        chat.Say("tere");
        chat.Say("soovin aega");
        chat.Say("tugiisik");
        return chat;
    }
}
