using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Groups;

/// <summary>One session is at another time.</summary>
public sealed class GroupMoveDialog : SessionDialog
{
    private static readonly Question<WishedTime> to = Ask.Moment("to") with { Slots = static (_, facts) => Time(facts), Why = "group-move.why" };

    /// <inheritdoc/>
    public override string Id => "group-move";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, to];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        var wish = answers.Get(to);
        return new(new Effect.ForGroups(new GroupAct.Move(answers.Get(About), wish.Date.At(wish.Time ?? facts.Session?.Time.TimeOfDay ?? default))));
    }
}

/// <summary>One session does not take place.</summary>
public sealed class GroupCancelDialog : SessionDialog
{
    private static readonly Question<string> sure = Ask.Agreement("sure") with { Slots = static (_, facts) => Time(facts), Why = "group-cancel.why" };

    /// <inheritdoc/>
    public override string Id => "group-cancel";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, sure];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => answers.Get(sure) == "yes"
        ? new(new Effect.ForGroups(new GroupAct.Cancel(answers.Get(About))))
        : new(new Effect.Say(new("group-cancel.kept")));
}

/// <summary>At the door: who is there. Whoever said they come is marked already.</summary>
public sealed class GroupAttendDialog : SessionDialog
{
    /// <summary>Choices: nobody is there; everybody is.</summary>
    private const string Nobody = "nobody", Everybody = "everybody";

    private static readonly Question<ImmutableArray<string>> present = Ask.SeveralOf("present", static (_, facts) =>
    [
        .. Active(facts).Select(member => new Option(member.Person, $"group-attend.said-{member.Said ?? "nothing"}") { Slots = [new("name", Words: member.Label)] }),
        new Option(Everybody, "group.step-all", IsAlone: true),
        new Option(Nobody, IsAlone: true),
    ]) with { Slots = static (_, facts) => Time(facts), Why = "group-attend.why" };

    /// <inheritdoc/>
    public override string Id => "group-attend";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, present];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        var chosen = answers.Get(present);
        return new(new Effect.ForGroups(new GroupAct.Take(answers.Get(About), chosen.Contains(Everybody) ? [.. Active(facts).Select(member => member.Person)] : [.. chosen.Where(id => id != Nobody)])));
    }

    internal static HandOver Prefilled(SessionFact session)
    {
        var on = On("group-attend", session.Id);
        string[] marked = [.. session.Members.Where(member => member.IsActive && member.Said is "coming" or "late").Select(member => member.Person)];
        return marked is [] ? on : on with { Given = on.Given.Add(present.Id + Interview.MarksSuffix, string.Join(',', marked)) };
    }

    private static IEnumerable<MemberFact> Active(Facts facts) => facts.Session?.Members.Where(member => member.IsActive) ?? [];
}

/// <summary>Somebody is taken in though the circle is complete: only for a reason, which the audit keeps in mind.</summary>
public sealed class GroupOverrideDialog : GroupDialog
{
    private const int LongestReason = 300;

    private static readonly Question<string> who = Ask.OneOf("who", static (_, facts) => [.. Waiting(facts).Select(member => new Option(member.Id, "engine.words") { Slots = [new("words", Words: member.Label)] })]) with { Why = "group-override.why" };
    private static readonly Question<string> reason = Ask.Text("reason", LongestReason) with { Why = "group-override.why" };

    /// <inheritdoc/>
    public override string Id => "group-override";
    /// <inheritdoc/>
    public override Audience? For => Audience.Coordinator;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [About, who, reason];

    /// <inheritdoc/>
    public override Line? Overtaken(ImmutableDictionary<string, string> given, Facts facts) => Waiting(facts).Any() ? null : new("group.nobody-waits");

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(new Effect.ForGroups(new GroupAct.Override(answers.Get(About), answers.Get(who), answers.Get(reason))));

    private static IEnumerable<MemberFact> Waiting(Facts facts) => facts.Group?.Members.Where(member => member.State is "requested" or "waiting") ?? [];
}
