using System.Text.Json.Nodes;
using Assistant.Fakes.Telegram;
using Assistant.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Assistant.Tests.Channels.Telegram;

/// <summary>Files that people send.</summary>
public sealed class FileTests
{
    private static readonly byte[] pdf = [.. "%PDF-1.7"u8];

    [Fact]
    public async Task A_file_that_was_asked_for_comes_with_its_name_its_bytes_and_the_words_under_it()
    {
        await using var host = await Started(isOpen: true);
        var mari = host.World.AddUser("Mari", "et");
        mari.HandIn("leht.pdf", pdf, "Vaata");
        await mari.Hears("You said: Vaata");
        var file = HandedIn.Of(host.Receiver.Received.Single().Activity)!;
        Assert.Equal(("leht.pdf", (long)pdf.Length), (file.Name, file.Size));
        Assert.Equal(pdf, file.Content!.Value.ToArray());
        Assert.DoesNotContain(host.Log.All, line => line.Contains(host.World.Options.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_told_of_and_not_fetched()
    {
        await using var host = await Started(isOpen: true);
        var mari = host.World.AddUser("Mari", "et");
        mari.HandIn("suur.pdf", new byte[HandedIn.Largest + 1], "Vaata");
        await mari.Hears("You said: Vaata");
        var file = HandedIn.Of(host.Receiver.Received.Single().Activity)!;
        Assert.Equal((HandedIn.Largest + 1, false), (file.Size, file.Content is not null));
    }

    [Fact]
    public async Task A_file_that_cannot_be_fetched_is_told_of_all_the_same()
    {
        await using var host = await Started(isOpen: true);
        var mari = host.World.AddUser("Mari", "et");
        mari.Send(new() { ["document"] = new JsonObject { ["file_id"] = "gone", ["file_unique_id"] = "u", ["file_name"] = "leht.pdf" }, ["caption"] = "Vaata" });
        await mari.Hears("You said: Vaata");
        Assert.Null(HandedIn.Of(host.Receiver.Received.Single().Activity)!.Content);
    }

    [Fact]
    public async Task Of_a_file_that_nobody_asked_for_only_the_words_are_read()
    {
        await using var host = await Started(isOpen: false);
        var mari = host.World.AddUser("Mari", "et");
        mari.HandIn("leht.pdf", pdf, "Vaata");
        await mari.Hears("You said: Vaata");
        await mari.Hears("[unreadable:");
        Assert.Null(HandedIn.Of(host.Receiver.Received.Single().Activity));
    }

    private static Task<ChannelHost> Started(bool isOpen) =>
        ChannelHost.Started(new DoubleOptions(), before: host => host.Services.AddSingleton<IFileDoor>(new Door(isOpen)));

    private sealed class Door(bool isOpen) : IFileDoor
    {
        public ValueTask<bool> IsOpen(string channel, string conversation, CancellationToken cancellationToken) => ValueTask.FromResult(isOpen);
    }
}
