using System.Collections.Immutable;
using Assistant.Channels.Teams.Outbound;
using Assistant.Protocol;

namespace Assistant.Channels.Teams.Inbound;

/// <param name="Unique">Of this delivery, for de-duplication.</param>
internal readonly record struct Incoming(Activity Activity, string Unique);

/// <summary>What an activity asks of us.</summary>
internal abstract record Arrival
{
    private Arrival() { }

    /// <summary>Nothing: acknowledged and forgotten.</summary>
    public sealed record Nothing : Arrival;

    /// <summary>Without what every activity must say: who, where, and which.</summary>
    public sealed record Broken : Arrival;

    /// <summary>Something for the pipeline.</summary>
    /// <param name="User">Who: organisation and directory id.</param>
    /// <param name="Used">The card whose button it was, when it came as a message: to be replaced.</param>
    /// <param name="Leaves">The person removed us.</param>
    public sealed record Turn(string User, ImmutableArray<Incoming> Incoming, CardPress? Used = null, bool Leaves = false) : Arrival
    {
        /// <summary>Files that came with the words, if any.</summary>
        public ImmutableArray<FileLink> Files { get => field.IsDefault ? [] : field; init; }
    }

    /// <summary>People were removed from a team where we are.</summary>
    public sealed record Removed(ImmutableArray<string> Users) : Arrival;

    /// <summary>A button of a card, to be answered at once.</summary>
    public sealed record Pressed(string User, Incoming Incoming, CardPress Press) : Arrival;

    /// <summary>Something answered by a sentence of the channel's own.</summary>
    /// <param name="Key">One of <see cref="TeamsText"/>.</param>
    public sealed record Notice(Activity About, string Key) : Arrival;

    /// <summary>A card's button that we did not make, or one of a group.</summary>
    public sealed record StrayPress(string? Locale) : Arrival;

    /// <summary>A file was allowed, or was not.</summary>
    /// <param name="Number">Of the message that offered it.</param>
    /// <param name="Upload">Where it goes; <see langword="null"/>: it is not wanted.</param>
    public sealed record FileAnswered(string User, Activity About, long Number, Upload? Upload) : Arrival;

    /// <summary>A call of a name we do not know.</summary>
    public sealed record UnknownInvoke : Arrival;
}
