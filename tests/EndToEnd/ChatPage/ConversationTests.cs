using Assistant.Protocol;
using Assistant.Tests.Fakes;
using Microsoft.Playwright;

namespace Assistant.Tests.EndToEnd.ChatPage;

[Collection(Alone.Name)]
public class ConversationTests(Browser browser)
{
    [Fact]
    public async Task Everything_can_be_done_from_the_keyboard_and_the_focus_is_always_seen()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Tab.Locator("h1").ClickAsync(); // where tabbing begins
        var stops = new List<string>();
        for (var presses = 0; presses < 20; presses++)
        {
            await page.Tab.Keyboard.PressAsync("Tab");
            var stop = await page.Tab.EvaluateAsync<string>("""
                () => {
                  const on = document.activeElement;
                  if (on === document.body) return '';
                  const style = getComputedStyle(on);
                  const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                  return (on.id || on.dataset.lang || on.textContent.trim()) + (seen ? '' : ' UNSEEN');
                }
                """);
            if (stop.Length == 0) break;
            stops.Add(stop);
        }
        Assert.Equal(["et", "et-easy", "ru", "en", "hide", "Lapsevanem", "Koordinaator", "log", "112", "Alustame", "Räägi inimesega", "Русский", "text", "send"], stops);

        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Räägi inimesega" }).FocusAsync();
        await page.Tab.Keyboard.PressAsync("Space");
        await page.Sees("Valisid k1:1.");
        // After an answer the next one can be typed at once.
        await page.Tab.Keyboard.TypeAsync("esimene rida");
        await page.Tab.Keyboard.PressAsync("Shift+Enter");
        await page.Tab.Keyboard.TypeAsync("teine rida");
        await page.Tab.Keyboard.PressAsync("Enter");
        await page.Sees("Kuulsin: esimene rida");
        Assert.Equal("esimene rida\nteine rida", page.Host.Dialogue.Received[^1].Activity.Text);
    }

    [Fact]
    public async Task A_chart_is_drawn_and_says_in_words_what_it_shows()
    {
        await using var page = await ChatPage.Opened(browser, width: 360);
        await page.Write("muutus");
        var chart = page.Tab.GetByRole(AriaRole.Img, new() { Name = "Sinu hinnang, mida näed ainult sina" });
        await chart.WaitForAsync();
        Assert.Equal("Rahulolu eluga enne rühma: 4/10. Rahulolu eluga nüüd: 7/10. Enesetunne enne: 0/100. Enesetunne nüüd: 64/100", await chart.EvaluateAsync<string>("svg => document.getElementById(svg.getAttribute('aria-describedby')).textContent"));
        Assert.Equal((double[])[0.4, 0.7, 0, 0.64], await chart.EvaluateAsync<double[]>("svg => [...svg.querySelectorAll('.full')].map((bar) => Math.round(100 * bar.width.baseVal.value / svg.querySelector('.track').width.baseVal.value) / 100)"));
        // The bars of letters are for chats that cannot draw.
        Assert.DoesNotContain("█", string.Join('\n', await page.Bubbles()), StringComparison.Ordinal);
        var box = await chart.BoundingBoxAsync();
        Assert.InRange(box!.X + box.Width, 200, 360);
        if (Environment.GetEnvironmentVariable("PICTURES") is { Length: > 0 } pictures)
            await page.Tab.ScreenshotAsync(new() { Path = Path.Combine(pictures, "chart-phone.png") });
    }

    [Fact]
    public async Task A_pressed_button_gives_way_to_the_choice_and_still_does_after_a_reload()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Alustame" }).ClickAsync();
        await page.Sees("Valisid k1:0.");
        Assert.Equal(new Press("k1", 0), Press.Of(page.Host.Dialogue.Received[^1].Activity));
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(0, await page.Tab.Locator(".choices button").CountAsync());
            Assert.Equal("Alustame", await page.Tab.Locator(".chosen").TextContentAsync());
            await page.Tab.ReloadAsync();
            await page.Sees("Valisid k1:0.");
        }
    }

    [Fact]
    public async Task A_reload_in_the_middle_loses_nothing_and_repeats_nothing()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Write("üks");
        await page.Sees("Kuulsin: üks");
        page.Host.Dialogue.Refusal = Receipt.Unavailable;
        await page.Write("kaks");
        await page.Write("kolm");
        await page.Sees("proovin uuesti");
        var before = await page.Bubbles();
        await page.Tab.ReloadAsync();
        await page.Shows(before);
        page.Host.Dialogue.Refusal = null;
        await page.Sees("Kuulsin: kolm");
        Assert.Equal(["üks", "kaks", "kolm"], page.Host.Dialogue.Received.Where(received => received.Activity.Type == "message").Select(received => received.Activity.Text));
        await page.Tab.ReloadAsync();
        await page.Sees("Kuulsin: kolm");
        Assert.Equal(["üks", "kaks", "kolm"], await page.Mine());
    }

    [Fact]
    public async Task What_waits_is_seen_before_the_server_said_anything_and_keeps_its_place()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Write("üks");
        await page.Sees("Kuulsin: üks");
        page.Host.Dialogue.Refusal = Receipt.Unavailable;
        await page.Write("kaks");
        await page.Write("kolm");
        await page.Sees("proovin uuesti");
        var before = await page.Bubbles();
        var mayAnswer = new TaskCompletionSource();
        await page.Tab.RouteAsync("**/activities?watermark=*", async route =>
        {
            await mayAnswer.Task;
            await route.ContinueAsync();
        });

        await page.Tab.ReloadAsync();
        await page.Shows("kaks", "kolm");
        mayAnswer.SetResult();

        await page.Shows(before);
        Assert.Equal(1, await page.Tab.Locator(".day").CountAsync());
        Assert.Equal(2, await page.Tab.Locator(".waiting").CountAsync());
    }

    [Fact]
    public async Task Words_half_written_are_still_there_after_a_reload()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Field.FillAsync("pooleli");
        await page.Tab.ReloadAsync();
        await page.Sees("Kellega alustame?");
        Assert.Equal("pooleli", await page.Field.InputValueAsync());
    }

    [Fact]
    public async Task What_is_written_while_the_server_is_away_arrives_once_and_in_order_when_it_is_back()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Host.Stop();
        await page.Write("esimene");
        await page.Write("teine");
        await page.Sees("proovin uuesti");
        await page.Tab.Locator("#state").WaitForAsync();
        await page.Host.Start();
        await page.Sees("Kuulsin: teine");
        await page.Tab.Locator("#state").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        Assert.Equal(["esimene", "teine"], await page.Mine());
        Assert.Equal(0, await page.Tab.Locator(".waiting").CountAsync());
        // What is said meanwhile of the server's own accord comes as well.
        page.Host.Dialogue.Say(page.Host.Dialogue.Received[0].Activity.Conversation!.Id!, new() { Text = "Anne helistab sulle.", Language = "et" });
        await page.Sees("Anne helistab sulle.");
    }

    [Fact]
    public async Task However_often_the_server_goes_away_every_message_is_there_exactly_once()
    {
        await using var page = await ChatPage.Opened(browser);
        var random = new Random(11);
        const int messages = 16;
        for (var number = 1; number <= messages; number++)
        {
            await page.Write($"sõnum {number}.");
            if (number % 4 == 2) await page.Host.Stop();
            if (number % 4 == 0) await page.Host.Start();
            await page.Tab.WaitForTimeoutAsync(random.Next(150));
        }
        await page.Tab.GetByText($"Kuulsin: sõnum {messages}.").WaitForAsync(new() { Timeout = 40_000 });
        string[] expected = [.. Enumerable.Range(1, messages).Select(number => $"sõnum {number}.")];
        Assert.Equal(expected, await page.Mine());
        Assert.Equal(expected, page.Host.Dialogue.Received.Where(received => received.Activity.Type == "message").Select(received => received.Activity.Text));
        Assert.Equal(expected.Length, (await page.Bubbles()).Count(bubble => bubble.StartsWith("Kuulsin", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Two_tabs_show_one_conversation()
    {
        await using var page = await ChatPage.Opened(browser);
        var other = await page.SecondTab();
        await page.Write("siit");
        await other.GetByText("Kuulsin: siit").WaitForAsync();
        await other.Locator("#text").FillAsync("sealt");
        await other.Locator("#text").PressAsync("Enter");
        await page.Sees("Kuulsin: sealt");
        Assert.Equal(["siit", "sealt"], await page.Mine());
        Assert.Single(page.Host.Dialogue.Received, received => received.Activity.Type == "conversationUpdate");
    }

    [Theory]
    [InlineData("kuupäev", "date", "2026-11-25")]
    [InlineData("aeg", "datetime-local", "2026-11-25T17:00")]
    [InlineData("telefon", "tel", "+372 5555 5555")]
    public async Task What_is_asked_for_can_be_given_with_the_browsers_own_input(string word, string type, string value)
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Write(word);
        var input = page.Tab.Locator($".extra input[type={type}]");
        await input.FillAsync(value);
        await input.PressAsync("Enter");
        await page.Sees($"Kuulsin: {value}");
        Assert.Equal(0, await page.Tab.Locator(".extra").CountAsync());
    }

    [Fact]
    public async Task A_form_is_filled_in_and_sent_as_one()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Write("vorm");
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Saada", Exact = true }).And(page.Tab.Locator(".sheet button")).ClickAsync();
        Assert.Equal(2, page.Host.Dialogue.Received.Length); // what is required is asked for before anything is sent
        await page.Tab.GetByLabel("Kuidas sind kutsuda?").FillAsync("Olga");
        await page.Tab.GetByLabel("Kodus").CheckAsync();
        await page.Tab.GetByLabel("Ema").CheckAsync();
        await page.Tab.GetByLabel("Isa").CheckAsync();
        await page.Tab.Locator(".sheet button").ClickAsync();
        await page.Sees("Kirjas: name=Olga; place=home; when=2026-11-25T17:00; who=m+f");
        Assert.Equal(0, await page.Tab.Locator(".sheet").CountAsync());
        await page.Tab.ReloadAsync();
        await page.Sees("Kirjas:");
        Assert.Equal(0, await page.Tab.Locator(".sheet").CountAsync());
    }

    [Fact]
    public async Task A_form_that_words_overtook_hands_on_what_stood_in_it_and_asks_no_more()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Write("vorm");
        await page.Tab.GetByLabel("Kuidas sind kutsuda?").FillAsync("Olga");
        await page.Tab.GetByLabel("Isa").CheckAsync();
        await page.Write("vorm");
        await page.Tab.Locator(".message.mine").Nth(1).WaitForAsync();
        await page.Tab.WaitForFunctionAsync("() => document.querySelectorAll('.sheet').length === 1 && document.querySelectorAll('.message.mine').length === 2 && document.querySelector('.sheet').compareDocumentPosition([...document.querySelectorAll('.message.mine')].at(-1)) & Node.DOCUMENT_POSITION_PRECEDING");
        Assert.Equal("Olga", await page.Tab.GetByLabel("Kuidas sind kutsuda?").InputValueAsync());
        Assert.True(await page.Tab.GetByLabel("Isa").IsCheckedAsync());
        await page.Write("telefon"); // another question, without a form
        await page.Tab.Locator(".extra input[type=tel]").WaitForAsync();
        Assert.Equal(0, await page.Tab.Locator(".sheet").CountAsync());
        Assert.Contains("Olga", await page.Tab.Locator(".chosen").Last.TextContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_word_of_new_messages_covers_no_button()
    {
        await using var page = await ChatPage.Opened(browser, width: 360, height: 740);
        foreach (var n in Enumerable.Range(1, 12)) await page.Write($"rida {n}");
        await page.Sees("Kuulsin: rida 12");
        await page.Tab.EvaluateAsync("() => document.querySelector('main').scrollTop = 0");
        page.Host.Dialogue.Say(page.Host.Dialogue.Received[0].Activity.Conversation!.Id!, new() { Text = "Anne helistab sulle.", Language = "et" });
        var pill = page.Tab.Locator("#newer");
        await pill.WaitForAsync();
        Assert.True(await page.Tab.EvaluateAsync<bool>("() => document.querySelector('#newer').getBoundingClientRect().top >= document.querySelector('main').getBoundingClientRect().bottom"));
        await pill.ClickAsync();
        await pill.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task A_document_can_be_saved()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Write("fail");
        var download = await page.Tab.RunAndWaitForDownloadAsync(() => page.Tab.GetByRole(AriaRole.Link, new() { Name = "leht.txt" }).ClickAsync());
        Assert.Equal("leht.txt", download.SuggestedFilename);
        Assert.Equal("Tere!", await File.ReadAllTextAsync(await download.PathAsync()));
    }

    [Fact]
    public async Task Typing_shows_until_the_answer_comes()
    {
        await using var page = await ChatPage.Opened(browser);
        page.Host.Dialogue.Thinking = TimeSpan.FromSeconds(1.5);
        await page.Write("mõtle");
        await page.Tab.Locator("#typing").WaitForAsync();
        await page.Sees("Kuulsin: mõtle");
        Assert.False(await page.Tab.Locator("#typing").IsVisibleAsync());
    }

    [Fact]
    public async Task A_text_that_is_too_long_stays_in_the_field_and_is_explained()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Write(new string('a', 8_003));
        Assert.Contains("3 märki", await page.Tab.Locator("#problem").TextContentAsync(), StringComparison.Ordinal);
        Assert.Equal(8_003, (await page.Field.InputValueAsync()).Length);
        Assert.Empty(await page.Mine());
    }

    [Fact]
    public async Task What_people_write_is_shown_and_never_run()
    {
        await using var page = await ChatPage.Opened(browser);
        const string hostile = """<img src=x onerror="document.title='hit'"> <script>document.title='hit'</script> [a](javascript:alert(1)) &amp;""";
        await page.Write(hostile);
        await page.Sees("Kuulsin: <img");
        Assert.Equal(hostile, (await page.Mine()).Single());
        Assert.Equal("Perede abiline", await page.Tab.TitleAsync());
    }

    [Fact]
    public async Task Each_role_of_the_demonstration_talks_for_itself()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Write("vanemana");
        await page.Sees("Kuulsin: vanemana");
        await page.Open("?role=coordinator");
        Assert.Empty(await page.Mine());
        await page.Write("koordinaatorina");
        await page.Sees("Kuulsin: koordinaatorina");
        Assert.StartsWith("demo-coordinator:", page.Host.Dialogue.Received[^1].UserId, StringComparison.Ordinal);
    }
}
