using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Reports;
using Assistant.Knowledge.Cases;

namespace Assistant.Host.Cases;

/// <summary>Families, cases, visits.</summary>
internal static class CaseRegistration
{
    public static IServiceCollection AddCases(this IServiceCollection services, Settings settings) => services
        .AddSingleton(_ => CaseNumbers.Load(OwnKnowledge.Cases(settings.Data)))
        .AddSingleton(_ => LifeDomains.Load(OwnKnowledge.Cases(settings.Data)))
        .AddSingleton<CaseMemory>()
        .AddSingleton<CaseGate>()
        .AddSingleton<WeekReader>()
        .AddSingleton<CaseFactsLoader>()
        .AddSingleton<FamilyDesk>()
        .AddSingleton<InformDesk>()
        .AddSingleton<StatementReader>()
        .AddSingleton<DocumentDesk>()
        .AddSingleton<CaseDesk>()
        .AddSingleton<DraftReminder>()
        .AddSingleton<WorkReminder>()
        .AddSingleton<CoverDesk>()
        .AddSingleton<Demo.DemoCases>()
        .AddCaseWork()
        .AddShared();

    /// <summary>What the municipality and the family share.</summary>
    private static IServiceCollection AddShared(this IServiceCollection services) => services
        .AddSingleton<Municipalities.SharedFactsLoader>()
        .AddSingleton<Municipalities.SharedDesk>()
        .AddSingleton<Municipalities.ReferralDesk>()
        .AddSingleton<Municipalities.ReferralPage>()
        .AddSingleton<Municipalities.VoicePage>()
        .AddSingleton<Municipalities.OneTimeLinks>()
        .AddSingleton<CodeDesk>()
        .AddSingleton<CodePage>()
        .AddSingleton<Households.HouseholdDesk>().AddSingleton<Overviews.OverviewDesk>().AddSingleton<Households.CheckInSweep>();

    /// <summary>What workers and coordinators settle about a family's way.</summary>
    private static IServiceCollection AddCaseWork(this IServiceCollection services) => services
        .AddSingleton<OpenCases>().AddSingleton<CaseReader>().AddSingleton<LifeDesk>().AddSingleton<WorkDesk>().AddSingleton<LearningReader>();
}
