using Assistant.Knowledge.Catalogue;
using NodaTime;

namespace Assistant.Host.Groups;

/// <summary>The numbers of the service that keep answers nameless. Policy: <c>Catalogue/services/support-group.yaml</c>.</summary>
public sealed class GroupNumbers(ServiceCatalogue services)
{
    /// <summary>Below so many answers nothing is shown.</summary>
    public int LeastAnswers { get; } = Of(services, "satisfaction-least-answers");

    /// <summary>A smaller count is shown as "under" this.</summary>
    public int LeastInCell { get; } = Of(services, "satisfaction-least-in-cell");

    /// <summary>From so many absences in a row on the leader is told whom to call.</summary>
    public int AbsencesWorthACall { get; } = Of(services, "absences-worth-a-call");

    /// <summary>What the service's meetings are about, in order.</summary>
    public IReadOnlyList<string> Themes { get; } = services.Find(Service)?.Themes ?? [];

    /// <summary>What members are asked in the middle and at the end, in order; texts: <c>group-survey.{id}</c>.</summary>
    public IReadOnlyList<string> Survey { get; } = services.Find(Service)?.Survey ?? [];

    /// <summary>So long after the session members are asked.</summary>
    public Duration SurveyAfter { get; } = Duration.FromMinutes(Of(services, "survey-after-minutes"));

    /// <summary>From here down well-being of a hundred is low: a human is offered.</summary>
    public int WellLow { get; } = Of(services, "wellbeing-low-percent");

    private const string Service = "support-group";

    private static int Of(ServiceCatalogue services, string name) => services.Find(Service)?.Policy.GetValueOrDefault(name)?.Value ?? 0;

    /// <summary>Whether a count is to be hidden.</summary>
    public bool Hides(int count) => count > 0 && count < LeastInCell;
}
