using Assistant.Tests.Fakes;
using Microsoft.Playwright;

namespace Assistant.Tests.EndToEnd.ChatPage;

[Collection(Alone.Name)]
public class AccessTests(Browser browser)
{
    // Every kind of thing the page can show.
    private static async Task ShowAll(ChatPage page)
    {
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Alustame" }).ClickAsync();
        await page.Sees("Valisid");
        await page.Write(new string('w', 90) + " https://example.org/" + new string('a', 80));
        await page.Sees("Kuulsin: www");
        foreach (var word in (string[])["fail", "vorm", "kuupäev"]) await page.Write(word);
        await page.Sees("Mis päev");
        page.Host.Dialogue.Refusal = Assistant.Protocol.Receipt.Unavailable;
        await page.Write("ootan");
        await page.Sees("proovin uuesti");
        await page.Tab.WaitForTimeoutAsync(300); // the last bubble has faded in
    }

    [Theory]
    [InlineData(360, 1)]
    [InlineData(320, 1)]
    [InlineData(360, 2)]
    [InlineData(1280, 2)]
    [InlineData(900, 1)]
    public async Task Nothing_needs_sideways_scrolling_on_a_small_screen_or_with_large_letters(int width, int zoom)
    {
        await using var page = await ChatPage.Opened(browser, width, 740);
        await page.Tab.EvaluateAsync("(zoom) => { document.documentElement.style.fontSize = `${zoom * 100}%`; }", zoom);
        await ShowAll(page);
        var tooWide = await page.Tab.EvaluateAsync<string[]>("""
            () => [document.documentElement, document.body, ...document.body.querySelectorAll('*')]
              .filter((e) => !e.closest('.only-read, svg') && (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline' && e.clientWidth > 0
                || e.getBoundingClientRect().right > innerWidth + 1))
              .map((e) => `${e.tagName}.${e.className} ${e.scrollWidth}>${e.clientWidth}`)
            """);
        Assert.Empty(tooWide);
        // The field and its button stay on the screen.
        var send = await page.Tab.Locator("#send").BoundingBoxAsync();
        Assert.True(send!.Y + send.Height <= 741 && send.X + send.Width <= width, $"{send.X} {send.Y}");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task All_text_stands_out_from_its_ground_and_controls_from_theirs(ColorScheme scheme)
    {
        await using var page = await ChatPage.Opened(browser, 700, 1_400, scheme);
        await ShowAll(page);
        var weak = await page.Tab.EvaluateAsync<string[]>("""
            () => {
              const rgba = (css) => { const n = css.match(/[\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
              const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
              const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
              const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
              const ground = (e) => { const chain = []; for (let n = e; n; n = n.parentElement) chain.unshift(rgba(getComputedStyle(n).backgroundColor)); return chain.reduce((under, c) => over(c, under), [255, 255, 255, 1]); };
              const opacity = (e) => { let o = 1; for (let n = e; n; n = n.parentElement) o *= Number(getComputedStyle(n).opacity); return o; };
              const bad = [];
              for (const e of document.body.querySelectorAll('*')) {
                if (!e.checkVisibility() || e.closest('.only-read, svg, noscript')) continue;
                const style = getComputedStyle(e);
                if ([...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) {
                  const ink = rgba(style.color); ink[3] *= opacity(e);
                  const r = ratio(over(ink, ground(e.parentElement)), ground(e));
                  if (r < 4.5) bad.push(`${e.tagName}.${e.className} "${e.textContent.slice(0, 20)}" ${r.toFixed(2)}`);
                }
                if (e.matches('input, textarea, .choices button')) {
                  const r = ratio(rgba(style.borderTopColor), ground(e.parentElement));
                  if (r < 3) bad.push(`border of ${e.tagName}.${e.type} ${r.toFixed(2)}`);
                }
              }
              return bad;
            }
            """);
        Assert.Empty(weak);
        var ground = await page.Tab.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        Assert.Equal(scheme == ColorScheme.Dark ? "rgb(17, 26, 27)" : "rgb(246, 243, 237)", ground);
    }

    [Fact]
    public async Task Everything_has_a_name_a_role_a_language_and_a_size_for_a_thumb()
    {
        await using var page = await ChatPage.Opened(browser, 360, 740);
        await ShowAll(page);
        var nameless = await page.Tab.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, a, input, textarea, select, [role=log], [role=group]')].filter((e) => e.checkVisibility())
              .filter((e) => !(e.ariaLabel || e.textContent.trim() || e.labels?.length)).map((e) => e.outerHTML)
            """);
        Assert.Empty(nameless);
        var small = await page.Tab.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, .file, textarea, input:not([type=radio], [type=checkbox]), fieldset label')].filter((e) => e.checkVisibility())
              .filter((e) => { const b = e.getBoundingClientRect(); return b.height < 32 || b.width < 32; }).map((e) => `${e.outerHTML} ${e.getBoundingClientRect().width}x${e.getBoundingClientRect().height}`)
            """);
        Assert.Empty(small);
        var log = page.Tab.GetByRole(AriaRole.Log);
        Assert.Equal("polite", await log.GetAttributeAsync("aria-live"));
        Assert.Equal("Vestlus", await log.GetAttributeAsync("aria-label"));
        Assert.Equal(1, await page.Tab.GetByRole(AriaRole.Heading, new() { Name = "Perede abiline" }).CountAsync());
        Assert.Equal(1, await page.Tab.GetByRole(AriaRole.Textbox, new() { Name = "Sinu sõnum" }).CountAsync());
        Assert.Equal("tel:112", await page.Tab.GetByRole(AriaRole.Link, new() { Name = "112" }).GetAttributeAsync("href"));
        Assert.Equal("et", await page.Tab.EvaluateAsync<string>("() => document.documentElement.lang"));
    }

    [Fact]
    public async Task The_page_speaks_the_browsers_language_then_the_one_chosen_and_follows_the_conversation()
    {
        await using var page = await ChatPage.Opened(browser, locale: "ru-RU");
        Assert.Equal("Помощник для семей", await page.Tab.TitleAsync());
        Assert.Equal("ru", page.Host.Dialogue.Received[0].Activity.Locale);
        await page.Write("tere");
        await page.Sees("Kuulsin: tere");
        Assert.Equal("et", await page.Tab.GetByText("Kuulsin: tere").Locator("xpath=ancestor-or-self::*[@lang][1]").GetAttributeAsync("lang"));
        Assert.Equal("ru", await page.Tab.Locator(".mine .bubble").GetAttributeAsync("lang"));
        await page.Tab.GetByPlaceholder("Kirjuta siia …").WaitForAsync();
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await page.Tab.GetByPlaceholder("Write here…").WaitForAsync();
        await page.Write("русский");
        await page.Sees("Хорошо, дальше по-русски.");
        Assert.Contains(page.Host.Dialogue.Received, received => received.Activity is { Type: "event", Name: "language", Locale: "en" });
        await page.Tab.GetByPlaceholder("Напишите здесь…").WaitForAsync();
        await page.Tab.ReloadAsync();
        await page.Tab.GetByPlaceholder("Напишите здесь…").WaitForAsync();
    }

    [Fact]
    public async Task Who_wants_no_motion_gets_none()
    {
        await using var page = await ChatPage.Opened(browser, motion: ReducedMotion.Reduce);
        page.Host.Dialogue.Thinking = TimeSpan.FromSeconds(1);
        await page.Write("tere");
        await page.Tab.Locator("#typing").WaitForAsync();
        Assert.Equal(0, await page.Tab.EvaluateAsync<int>("() => document.getAnimations().length"));
    }

    [Fact]
    public async Task History_is_not_read_out_again()
    {
        await using var page = await ChatPage.Opened(browser);
        await page.Write("tere");
        await page.Sees("Kuulsin: tere");
        await page.Tab.AddInitScriptAsync("""
            addEventListener('DOMContentLoaded', () => new MutationObserver((changes) => {
              for (const change of changes) for (const node of change.addedNodes) if (change.target.id === 'log' && change.target.getAttribute('aria-live') !== 'off') (window.readOut ??= []).push(node.textContent);
            }).observe(document.getElementById('log'), { childList: true }))
            """);
        await page.Tab.ReloadAsync();
        await page.Sees("Kuulsin: tere");
        Assert.Null(await page.Tab.EvaluateAsync<object?>("() => window.readOut ?? null"));
        await page.Tab.WaitForTimeoutAsync(400);
        await page.Write("veel");
        await page.Sees("Kuulsin: veel");
        Assert.Equal(2, await page.Tab.EvaluateAsync<int>("() => window.readOut.length"));
    }
}
