using System.Net;
using Assistant.Channels.WebChat;
using Assistant.Host.Cases;
using Assistant.Records;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Tests.Host.Municipalities;
using Assistant.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Assistant.Tests.Host.Cases;

/// <summary>Personal codes over HTTP: kept and shown on the page alone, to a coordinator who is signed in, each look in the audit.</summary>
public sealed class CodePageTests : IAsyncLifetime
{
    /// <summary>Valid by its check digit, and nobody's.</summary>
    private const string Code = "37605030299", Masked = "376*****299";

    private readonly SharedWorld world = new();
    private readonly HttpClientHandler browser = new() { CookieContainer = new(), AllowAutoRedirect = false };
    private readonly WebApplication app;
    private readonly HttpClient client;
    private readonly Family family, other;
    private readonly PersonId worker;
    private string visitor = "";

    public CodePageTests()
    {
        worker = world.Meet("worker", Role.SupportPerson);
        (family, other) = (world.Supported("CCCCC", worker), world.Supported("DDDDD", worker));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(world.The<CodePage>()).AddSingleton(world.The<TimeProvider>());
        builder.Services.AddWebChat(new() { Key = Enumerable.Range(0, 32).Select(n => (byte)n).ToArray() });
        app = builder.Build();
        app.MapCodePages();
        app.MapGet("/welcome", (HttpContext http, WebChatIdentity identity) => identity.Welcome(http).Id);
        client = new(browser);
    }

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        client.BaseAddress = new(app.Urls.First());
        visitor = await client.GetStringAsync(new Uri("/welcome", UriKind.Relative), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        browser.Dispose();
        await app.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task A_code_is_kept_masked_and_shown_only_when_asked_for_and_each_look_is_audited()
    {
        var boss = Meet(Role.Coordinator);
        Assert.Contains("isikukoodi", await Post(family, 422, ("role", "child"), ("name", "Mari"), ("code", "37605030290")), StringComparison.Ordinal);
        var kept = await Post(family, 200, ("role", "child"), ("name", "Mari <b>"), ("code", "376 0503 0299"));
        Assert.Contains(Masked, kept, StringComparison.Ordinal);
        Assert.Contains("Mari &lt;b&gt;", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(Code, kept, StringComparison.Ordinal);
        var page = await Get(family, 200);
        Assert.Contains(Masked, page, StringComparison.Ordinal);
        Assert.DoesNotContain(Code, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Store.AuditRows(), row => row.Action == "code.reveal");

        Assert.Contains(Code, await Post(family, 200, ("show", "0")), StringComparison.Ordinal);
        var looked = Assert.Single(world.Store.AuditRows(), row => row.Action == "code.reveal");
        Assert.Equal((family.Id.ToString(), boss.ToString()), (looked.Subject, looked.Actor));
        // The next look hides it again, and nothing of it stands in clear in the files.
        Assert.DoesNotContain(Code, await Get(family, 200), StringComparison.Ordinal);
        Assert.DoesNotContain(world.Store.AuditRows(), row => row.Subject.Contains(Code, StringComparison.Ordinal));
        Assert.True(File.ReadAllBytes(world.Store.DatabaseFile).AsSpan().IndexOf("37605030299"u8) < 0);
        Assert.Contains("Show the code", await Get(family, 200, "?lang=en"), StringComparison.Ordinal);
        Assert.Contains("Показать код", await Get(family, 200, "?lang=ru"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Role.SupportPerson)]
    [InlineData(Role.Counsellor)]
    [InlineData(Role.Caseworker)]
    [InlineData(Role.Administrator)]
    public async Task Whoever_is_no_coordinator_sees_the_same_as_for_a_family_that_never_was(Role? role)
    {
        Keep();
        var person = Meet(role);
        if (role is not null) world.Store.Write(unit => world.Store.Families.Assign(unit, new(world.Store.Ids.Next(), family.Id, person, AssignmentKind.Main, SharedWorld.Today.PlusDays(-30), null, SharedWorld.Today.PlusDays(-30)), null));
        var never = await Page(Guid.Empty.ToString(), 404);
        Assert.Equal(never, await Get(family, 404));
        Assert.Equal(never, await Post(family, 404, ("show", "0")));
        Assert.Equal(never, await Post(family, 404, ("role", "child"), ("name", "x"), ("code", Code)));
        Assert.DoesNotContain("Tamm", never, StringComparison.Ordinal);
        Assert.Equal("code.deny", world.Store.AuditRows()[^1].Action);
    }

    [Fact]
    public async Task Rights_are_read_with_every_request()
    {
        Keep();
        var boss = Meet(Role.Coordinator);
        Assert.Contains(Code, await Post(family, 200, ("show", "0")), StringComparison.Ordinal);
        world.Store.Write(unit => world.Store.People.Revoke(unit, boss, Role.Coordinator, null));
        Assert.DoesNotContain(Masked, await Post(family, 404, ("show", "0")), StringComparison.Ordinal);
        world.Store.Write(unit => world.Store.People.Grant(unit, boss, Role.Coordinator, null));
        Assert.Contains(Code, await Post(family, 200, ("show", "0")), StringComparison.Ordinal);
        world.Store.Write(unit => world.Store.Staff.Leave(unit, boss, boss));
        await Get(family, 404);
    }

    [Fact]
    public async Task A_browser_whose_chat_has_been_silent_is_not_signed_in()
    {
        Keep();
        Meet(Role.Coordinator);
        await Get(family, 200);
        await world.Advance(new(2026, 11, 23, 9, 16));
        await Get(family, 404);
    }

    [Fact]
    public async Task An_erased_family_is_gone_and_a_closed_one_is_only_read()
    {
        Keep();
        var boss = Meet(Role.Coordinator);
        world.Store.Write(unit => world.Store.Families.Save(unit, world.Store.Families.Find(unit, family.Id)! with { Closed = unit.Now }, boss));
        Assert.Contains(Code, await Post(family, 200, ("show", "0")), StringComparison.Ordinal);
        await Post(family, 404, ("role", "mother"), ("code", Code));
        world.Store.Write(unit => world.Store.Families.Erase(unit, family.Id, boss));
        Assert.Equal(await Page(Guid.Empty.ToString(), 404), await Get(family, 404));
    }

    [Fact]
    public async Task Another_site_cannot_have_a_code_shown()
    {
        Keep();
        Meet(Role.Coordinator);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/codes/{family.Id}") { Content = new FormUrlEncodedContent([new("show", "0")]) };
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain(world.Store.AuditRows(), row => row.Action == "code.reveal");
    }

    [Fact]
    public async Task The_chat_leads_a_coordinator_to_the_page_and_never_says_a_code()
    {
        Keep();
        var boss = Meet(Role.Coordinator);
        var here = await world.Do(boss, new Assistant.Dialogs.Cases.CaseAct.ShowCodes(family.Id.ToString()));
        Assert.EndsWith($"/codes/{family.Id}", Assert.Single(here.Said).Text.Slots[0].Words, StringComparison.Ordinal);
        var elsewhere = await world.Do(world.Meet("boss2", Role.Coordinator), new Assistant.Dialogs.Cases.CaseAct.ShowCodes(family.Id.ToString()));
        Assert.Equal("families.codes-elsewhere", Assert.Single(elsewhere.Said).Text.Key);
        Assert.Equal("acts.gone", Assert.Single((await world.Do(worker, new Assistant.Dialogs.Cases.CaseAct.ShowCodes(family.Id.ToString()))).Said).Text.Key);
    }

    private PersonId Meet(Role? role) => world.Meet(visitor, role, "webchat");

    private void Keep() => world.Store.Write(unit =>
    {
        var now = world.Store.Families.Find(unit, family.Id)!;
        world.Store.Families.Save(unit, now with { Content = now.Content with { Members = [new("child", "Mari", null) { PersonalCode = Code }] } }, null);
    });

    private Task<string> Get(Family of, int status, string query = "") => Page(of.Id + query, status);

    private async Task<string> Page(string path, int status)
    {
        using var answer = await client.GetAsync(new Uri($"/codes/{path}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> Post(Family of, int status, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync(new Uri($"/codes/{of.Id}", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
