using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Groups;

/// <summary>A dialogue about one group or one session.</summary>
public abstract class GroupDialog : Dialog
{
    /// <summary>Id of the group or session it is about.</summary>
    public const string Subject = "group";

    private protected static readonly Question<string> About = Ask.Carried(Subject);

    /// <inheritdoc/>
    public override Needs Needs => Needs.Groups;

    internal static HandOver On(string dialog, string subject) => new(dialog, ImmutableDictionary<string, string>.Empty.Add(Subject, subject));
}

/// <summary>A dialogue about a session, for those who lead it.</summary>
public abstract class SessionDialog : GroupDialog
{
    /// <inheritdoc/>
    public override ImmutableArray<Audience> Roles => Rights.Workers;
    /// <inheritdoc/>
    public override Line NotYours => new("group.not-yours");
    /// <inheritdoc/>
    public sealed override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => facts.Session is null ? new("group.not-yours") : null;

    private protected static ImmutableArray<Slot> Time(Facts facts) => [facts.Session is { } session ? Slot.Of("time", session.Time, facts.Now) : new("time", Key: "engine.nothing")];
}
