using Assistant.Knowledge.Duty;
using Assistant.Records.Duty;
using Assistant.Records.Relay;
using NodaTime;

namespace Assistant.Host.Relay;

/// <summary>The numbers of <c>knowledge/Duty/policy.yaml</c> as the records' rules take them.</summary>
public static class RelayRules
{
    /// <summary>For talks.</summary>
    public static RelayTimes Talks(this DutyPolicy policy) => new(
        policy.Time("relay-answer"), policy.Time("relay-each"), policy.Time("relay-second"), policy.Time("relay-all"), policy.Time("relay-late"),
        policy.Time("relay-remind"), policy.Time("relay-tell"), policy.Time("relay-release"), policy.Time("relay-close"), policy.Time("relay-promise"));

    /// <summary>For safety concerns.</summary>
    public static EscalationTimes Concerns(this DutyPolicy policy) => new(policy.Time("concern-second"), policy.Time("concern-all"), policy.Time("concern-repeat"));

    private static Duration Time(this DutyPolicy policy, string name) => Duration.FromMinutes(policy.Minutes(name));
}
