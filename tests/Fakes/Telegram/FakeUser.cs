using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Assistant.Fakes.Telegram;

/// <summary>A person with a telephone. What they do becomes updates; what the bot writes can be read.</summary>
public sealed class FakeUser
{
    private readonly TelegramDouble world;

    internal FakeUser(TelegramDouble world, long id, string firstName, string? lastName, string? language) =>
        (this.world, Id, FirstName, LastName, Language) = (world, id, firstName, lastName, language);

    public long Id { get; }
    public string FirstName { get; }
    public string? LastName { get; }
    /// <summary>Of the client; <see langword="null"/>: it does not say.</summary>
    public string? Language { get; }

    /// <summary>Whether cases are spoken of in this chat: then what can be forwarded or is shown in small is a violation.</summary>
    public bool ReadsCases { get; set; }

    /// <summary>What the private chat shows now, oldest first; deleted messages are gone.</summary>
    public ImmutableArray<StoredMessage> Chat => world.Visible(Id);

    /// <summary>Everything the bot ever wrote, deleted or not.</summary>
    public ImmutableArray<StoredMessage> EverHeard => world.EverHeard(Id);

    /// <summary>What the bot wrote.</summary>
    public ImmutableArray<StoredMessage> Heard => [.. Chat.Where(message => message.IsOurs)];

    /// <summary>Words shown in passing after presses; <see langword="null"/>: answered without words.</summary>
    public ImmutableArray<string?> Toasts => world.Toasts(Id);

    /// <summary>The commands that the client lists beside the text field of the private chat.</summary>
    public ImmutableArray<string> Commands => world.Listed(this);

    /// <summary>Opens the bot by a link, or anew.</summary>
    public long Start(string? payload = null) => Write(payload is null ? "/start" : $"/start {payload}");

    /// <returns>Number of the update.</returns>
    public long Write(string text) => world.Write(this, Id, new() { ["text"] = text });

    /// <summary>Sends something else than words: the fields of the message.</summary>
    public long Send(JsonObject fields) => world.Write(this, Id, fields);

    /// <summary>Writes in a group.</summary>
    public long WriteIn(long group, string text) => world.Write(this, group, new() { ["text"] = text });

    /// <summary>Changes the last message of one's own.</summary>
    public long EditLast(string text) => world.EditOwn(this, text);

    /// <summary>Presses the button with this label on the newest message that has it.</summary>
    /// <exception cref="InvalidOperationException">No visible message has such a button.</exception>
    public long Press(string label) => world.Press(this, label, message: null, data: null);

    /// <summary>Presses a button of that message, or with data a client made up.</summary>
    public long Press(string label, StoredMessage message, string? data = null) => world.Press(this, label, message, data);

    /// <summary>Presses the button that shares the own number.</summary>
    public long ShareOwnNumber(string number) => Send(new() { ["contact"] = new JsonObject { ["phone_number"] = number, ["first_name"] = FirstName, ["user_id"] = Id } });

    /// <summary>Shares somebody from the address book.</summary>
    public long ShareNumberOf(long user, string name, string number) =>
        Send(new() { ["contact"] = new JsonObject { ["phone_number"] = number, ["first_name"] = name, ["user_id"] = user } });

    /// <summary>Says something.</summary>
    public long Speak(int seconds = 5)
    {
        var file = world.AddFile(new byte[seconds * 1000], "voice.ogg");
        return Send(new() { ["voice"] = new JsonObject { ["file_id"] = file, ["file_unique_id"] = $"u{file}", ["duration"] = seconds, ["mime_type"] = "audio/ogg", ["file_size"] = seconds * 1000 } });
    }

    /// <summary>Sends a document, with words under it or none.</summary>
    public long HandIn(string name, byte[] content, string? caption = null)
    {
        var file = world.AddFile(content, name);
        JsonObject fields = new() { ["document"] = new JsonObject { ["file_id"] = file, ["file_unique_id"] = $"u{file}", ["file_name"] = name, ["file_size"] = content.Length } };
        if (caption is not null)
            fields["caption"] = caption;
        return Send(fields);
    }

    public void Block() => world.SetBlocked(this, isBlocked: true);

    public void Unblock() => world.SetBlocked(this, isBlocked: false);

    /// <summary>The account is gone; nobody tells the bot.</summary>
    public void Deactivate() => world.Deactivate(this);

    /// <summary>Waits until the bot wrote what is looked for.</summary>
    /// <exception cref="TimeoutException">It did not; the message quotes the chat.</exception>
    public async Task<StoredMessage> Hears(Func<StoredMessage, bool> wanted, int after = 0, TimeSpan? within = null)
    {
        var found = await world.Until(() => Heard.Skip(after).FirstOrDefault(wanted), within ?? TimeSpan.FromSeconds(90));
        return found ?? throw new TimeoutException($"not heard; the chat is:\n{string.Join("\n", Chat.Select(message => (message.IsOurs ? "< " : "> ") + message.Text))}");
    }

    /// <summary>Waits until the bot wrote words that contain <paramref name="part"/>.</summary>
    public Task<StoredMessage> Hears(string part, int after = 0, TimeSpan? within = null) =>
        Hears(message => message.Text.Contains(part, StringComparison.OrdinalIgnoreCase), after, within);

    internal JsonObject Json()
    {
        var json = new JsonObject { ["id"] = Id, ["is_bot"] = false, ["first_name"] = FirstName };
        if (LastName is not null)
            json["last_name"] = LastName;
        if (Language is not null)
            json["language_code"] = Language;
        return json;
    }
}
