using Assistant.Dialogs.Engine;
using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Dialogs.Groups;

/// <summary>What somebody does about a group. The Host decides by the rules of the records and says what came of it.</summary>
public abstract record GroupAct
{
    private GroupAct() { }

    /// <summary>A group as the dialogue gathered it.</summary>
    public sealed record Open(string Name, SeriesWish When, int Minutes, int Capacity, string? Place, string? Leader, string? Substitute, string? Funder, string? Order) : GroupAct;

    /// <summary>A standing choice <c>group:{step}:{id}:{what}</c>, or the list without an id.</summary>
    public sealed record Press(string Step, string? Id, string? What) : GroupAct;

    /// <summary>A parent asks to join.</summary>
    /// <param name="Source">Who told them: <c>school</c>, <c>kindergarten</c>, <c>childcare</c>, <c>social</c>, <c>myself</c>, <c>other</c>.</param>
    public sealed record Join(string Group, string Name, string? Phone, string Source) : GroupAct;

    /// <summary>A parent agrees to keep confidence.</summary>
    /// <param name="Before">How satisfied with life, 0 to 10.</param>
    public sealed record Agree(string Group, int? Before) : GroupAct;

    /// <summary>Somebody leaves.</summary>
    public sealed record Leave(string Group, string? Why) : GroupAct;

    /// <summary>A session is moved.</summary>
    public sealed record Move(string Session, LocalDateTime To) : GroupAct;

    /// <summary>A session does not take place.</summary>
    public sealed record Cancel(string Session) : GroupAct;

    /// <summary>Somebody is taken in though the circle is complete.</summary>
    public sealed record Override(string Group, string Membership, string Why) : GroupAct;

    /// <summary>Something of a group's papers is settled.</summary>
    /// <param name="What">As <see cref="GroupPapersDialog"/> lists it.</param>
    /// <param name="Value">Words, a code, a person or an ISO day.</param>
    public sealed record Paper(string Group, string What, string Value) : GroupAct;

    /// <summary>What a session is about: a theme of the service, or own words.</summary>
    public sealed record Topic(string Group, int Number, string About) : GroupAct;

    /// <summary>The customer approved the activity plan.</summary>
    public sealed record Approve(string Group, string By) : GroupAct;

    /// <summary>How long before a session this group is reminded.</summary>
    public sealed record Remind(string Group, ImmutableArray<int> Minutes) : GroupAct;

    /// <summary>How satisfied with life after the group, 0 to 10.</summary>
    public sealed record After(string Group, int Points) : GroupAct;

    /// <summary>Well-being by the official five questions, 0 to 100; before or after, as the group stands.</summary>
    public sealed record Well(string Group, int Percent) : GroupAct;

    /// <summary>Members get a link, a worksheet in words, or a file.</summary>
    /// <param name="Words">With a file what stands under it, or its name.</param>
    /// <param name="File"><see langword="null"/>: words alone.</param>
    public sealed record Material(string Session, string Words, HandedFile? File = null) : GroupAct;

    /// <summary>Who was there.</summary>
    public sealed record Take(string Session, ImmutableArray<string> Present) : GroupAct;
}
