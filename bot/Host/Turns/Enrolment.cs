using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Records;
using Assistant.Records.People;

namespace Assistant.Host.Turns;

/// <summary>Roles that need no code: the operator's own terminal (the control socket is theirs alone), and the demonstration's role switch outside Production.</summary>
public sealed class Enrolment(Memory memory, IStaff staff, Settings settings)
{
    /// <summary>Channel of the operator's terminal.</summary>
    public const string Terminal = "terminal";

    /// <summary>A demonstration user's id starts with this, then the role in kebab case, then a colon.</summary>
    public const string DemoPrefix = "demo-";

    private static readonly Dictionary<string, Role> byName = new(StringComparer.Ordinal)
    {
        ["coordinator"] = Role.Coordinator,
        ["support-person"] = Role.SupportPerson,
        ["counsellor"] = Role.Counsellor,
    };

    /// <summary>Gives a person the role their user id stands for, where that is allowed.</summary>
    public void Welcome(IUnit unit, Person person, string channel, string user)
    {
        var name = channel == Terminal ? user.Split(':')[0]
            : settings.IsDemo && user.StartsWith(DemoPrefix, StringComparison.Ordinal) ? user[DemoPrefix.Length..].Split(':')[0]
            : null;
        if (name is not null && byName.TryGetValue(name, out var role) && !person.Roles.Contains(role) && !staff.IsBarred(unit, new(channel, user)))
            memory.People.Grant(unit, person.Id, role, by: null);
    }
}
