using NodaTime;

namespace Assistant.Dialogs.Engine;

/// <summary>What people settle about themselves, their device and those who work here.</summary>
public abstract partial record Effect
{
    /// <summary>Hand over everything kept about the person, as files.</summary>
    public sealed record ExportMyData : Effect;

    /// <summary>Erase everything of the person; a receipt follows in the chat of the stranger they are then.</summary>
    public sealed record EraseMe : Effect;

    /// <summary>Another phone number for open requests.</summary>
    public sealed record CorrectPhone(string Phone) : Effect;

    /// <summary>Show what was kept until the person came.</summary>
    public sealed record ShowHeld : Effect;

    /// <summary>From now on nothing said before is shown on a page.</summary>
    public sealed record Veil : Effect;

    /// <summary>A code word, or a name in its place, was typed.</summary>
    public sealed record WordTried(bool IsRight) : Effect;

    /// <summary>The person chose a code word, or none any more.</summary>
    public sealed record SetWord(string? Word) : Effect;

    /// <summary>The person settled when and how not to write.</summary>
    public sealed record SettleContact((LocalTime From, LocalTime To)? Quiet, bool IsNeutral) : Effect;

    /// <summary>Another known person writes on this device now.</summary>
    public sealed record SwitchWriter(string Id) : Effect;

    /// <summary>Somebody new writes on this device now.</summary>
    public sealed record NewWriter(string? Name) : Effect;

    /// <summary>Show a code that joins another chat of the person's to this one.</summary>
    public sealed record ShowLinkCode : Effect;

    /// <summary>This chat is of the person whose other chat showed the code.</summary>
    public sealed record LinkChat(string Code) : Effect;

    /// <summary>A coordinator invites somebody; the code is said in the chat.</summary>
    public sealed record Invite(Audience Role) : Effect
    {
        /// <summary>Whom a caseworker works for.</summary>
        public string? Municipality { get; init; }
    }

    /// <summary>A worker leaves: all access ends at once.</summary>
    /// <param name="Heir">Who takes their open requests; <see langword="null"/>: the queue.</param>
    public sealed record LetGo(string Person, string? Heir) : Effect;

    /// <summary>A worker is away.</summary>
    /// <param name="Until">Day of the return.</param>
    /// <param name="Heir"><inheritdoc cref="LetGo" path="/param[@name='Heir']"/></param>
    public sealed record SendAway(string Person, LocalDate Until, string? Heir) : Effect;

    /// <summary>Two records are one person's.</summary>
    public sealed record MergePeople(string From, string To) : Effect;
}
