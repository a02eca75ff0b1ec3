using System.Net;
using System.Text.RegularExpressions;
using Assistant.Channels.WebChat;
using Assistant.Knowledge;

namespace Assistant.Tests.Channels.WebChat;

public class PageFilesTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    private static Dictionary<string, string> Texts(Lang lang)
    {
        using var yaml = new StreamReader(typeof(Lang).Assembly.GetManifestResourceStream($"Texts/{lang.Code()}/page.yaml")!);
        return new YamlDotNet.Serialization.Deserializer().Deserialize<Dictionary<string, string>>(yaml);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/chat.css", "text/css")]
    [InlineData("/chat.js", "text/javascript")]
    [InlineData("/session.js", "text/javascript")]
    [InlineData("/words.js", "text/javascript")]
    [InlineData("/forms.js", "text/javascript")]
    [InlineData("/pick.js", "text/javascript")]
    [InlineData("/chart.js", "text/javascript")]
    [InlineData("/show.js", "text/javascript")]
    [InlineData("/read.js", "text/javascript")]
    [InlineData("/write.js", "text/javascript")]
    [InlineData("/logo.svg", "image/svg+xml")]
    [InlineData("/hide", "text/html")]
    [InlineData("/hide.js", "text/javascript")]
    [InlineData("/nothing", null)]
    [InlineData("/v3/directline/conversations/x", null)]
    public async Task Every_answer_carries_the_strict_policy(string path, string? type)
    {
        await using var host = await FakeChatHost.Started();
        using var http = new HttpClient { BaseAddress = host.Address };
        var response = await http.GetAsync(path);
        Assert.Equal(type, response.IsSuccessStatusCode ? response.Content.Headers.ContentType?.MediaType : null);
        Assert.Equal(PageSecurity.Policy, response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        // On a shared telephone nothing may show that somebody was here.
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Every_file_is_sent_packed_to_those_who_can_unpack_it()
    {
        await using var host = await FakeChatHost.Started();
        using var plain = new HttpClient { BaseAddress = host.Address };
        using var http = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = host.Address };
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br");
        var sent = 0;
        foreach (var name in Directory.GetFiles(Root, "*.js").Select(Path.GetFileName).Append("index.html").Append("chat.css").Append("logo.svg"))
        {
            var path = name == "index.html" ? "/" : "/" + name;
            var response = await http.GetAsync(path);
            Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
            var packed = await response.Content.ReadAsByteArrayAsync();
            sent += packed.Length;
            using var unpacked = new StreamReader(new System.IO.Compression.GZipStream(new MemoryStream(packed), System.IO.Compression.CompressionMode.Decompress));
            Assert.Equal(await plain.GetStringAsync(path), await unpacked.ReadToEndAsync());
        }
        Assert.InRange(sent, 1, 21_000);
    }

    [Fact]
    public void Every_module_is_asked_for_with_the_page_and_none_after_another()
    {
        var page = File.ReadAllText(Path.Combine(Root, "index.html"));
        var imported = Directory.GetFiles(Root, "*.js").SelectMany(file => Regex.Matches(File.ReadAllText(file), @"from '\./(\w+\.js)'").Select(match => match.Groups[1].Value)).ToHashSet();
        Assert.NotEmpty(imported);
        Assert.All(imported, module => Assert.Contains($"<link rel=\"modulepreload\" href=\"{module}\">", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_pages_files_are_served()
    {
        await using var host = await FakeChatHost.Started();
        using var http = new HttpClient { BaseAddress = host.Address };
        foreach (var path in (string[])["/index.html", "/hide.html", "/../appsettings.json", "/%2e%2e/appsettings.json", "/wwwroot/chat.js", "/chat"])
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await http.GetAsync(path)).StatusCode));
    }

    [Fact]
    public void The_page_is_small_and_asks_nobody_else_for_anything()
    {
        var files = Directory.GetFiles(Root);
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, 57_000);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotMatch(@"(src|href|url|fetch|import)\W{1,3}(https?:)?//", text);
            Assert.DoesNotMatch(@"\son[a-z]+=|\sstyle=|innerHTML|eval\(", text);
        }
    }

    [Fact]
    public void Every_word_of_the_page_exists_in_every_language_and_none_is_left_over()
    {
        var page = string.Concat(Directory.GetFiles(Root).Select(File.ReadAllText));
        var keys = Texts(Lang.Et).Keys.ToHashSet();
        foreach (var lang in Langs.All)
        {
            Assert.Equal(keys.Order(), Texts(lang).Keys.Order());
            Assert.All(Texts(lang), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
        }
        var used = Regex.Matches(page, @"data-(?:text|label|placeholder|hint)=""(\w+)""|texts\.(\w+)|(?:state|fate)\([^)]*?'(\w+)'").SelectMany(match => match.Groups.Values.Skip(1)).Where(group => group.Success).Select(group => group.Value).ToHashSet();
        Assert.Subset(keys, used);
        var unused = keys.Where(key => !used.Contains(key) && !Regex.IsMatch(page, $"'{key}'") && !key.StartsWith("in", StringComparison.Ordinal) && !key.StartsWith("role-", StringComparison.Ordinal));
        Assert.Empty(unused);
    }
}
