using Assistant.Knowledge;
using NodaTime;

namespace Assistant.Tests.Transcripts;

/// <summary>Somebody who chats in a transcript.</summary>
/// <param name="Role"><c>parent</c>, <c>support-person</c> or <c>coordinator</c>.</param>
/// <param name="Name">Tells people of one role apart.</param>
/// <param name="Lang">Language of their device.</param>
public sealed record Speaker(string Role, string? Name, Lang Lang)
{
    /// <summary>Id of the person and of their chat.</summary>
    public string Id => Name is null ? Role : $"{Role}:{Name}";

    public override string ToString() => Name is null ? Role : $"{Role} {Name}";
}

/// <summary>The whole pipeline with a clock of its own. Every call returns once all turns it caused are over.</summary>
public interface IChatWorld : IAsyncDisposable
{
    /// <summary>The speaker opens the chat for the first time.</summary>
    ValueTask Enter(Speaker who);

    /// <summary>The speaker types.</summary>
    ValueTask Say(Speaker who, string text);

    /// <summary>The speaker hands in a file that was asked for, with words under it.</summary>
    ValueTask HandIn(Speaker who, string name, string words);

    /// <summary>The speaker presses the newest button with this label.</summary>
    /// <exception cref="InvalidOperationException">No message has such a button.</exception>
    ValueTask Press(Speaker who, string label);

    /// <summary>The speaker opens the newest file of this name that came.</summary>
    /// <returns>What stands in it, as <see cref="OpenedFile"/> tells it.</returns>
    /// <exception cref="InvalidOperationException">No such file came.</exception>
    ValueTask<IReadOnlyList<string>> Open(Speaker who, string name);

    /// <returns>What came since the last call, as a transcript shows it.</returns>
    ValueTask<IReadOnlyList<string>> Read(Speaker who);

    /// <summary>It gets later; what falls due meanwhile happens.</summary>
    ValueTask Advance(LocalDateTime to);
}
