using Assistant.Host.Control;
using Assistant.Host.Cli.Import;

namespace Assistant.Host.Cli.Verbs;

/// <summary>The verbs that run where the store is open.</summary>
public static class VerbRegistration
{
    /// <summary>Registers them.</summary>
    public static IServiceCollection AddVerbs(this IServiceCollection services) => services
        .AddSingleton<IControlVerb, InviteVerb>()
        .AddSingleton<IControlVerb, DoctorVerb>()
        .AddSingleton<IControlVerb, BackupVerb>()
        .AddSingleton<IControlVerb, VerifyVerb>()
        .AddSingleton<IControlVerb, RetentionVerb>()
        .AddSingleton<IControlVerb, ExportVerb>()
        .AddSingleton<IControlVerb, EraseVerb>()
        .AddSingleton<ImportWriter>()
        .AddSingleton<IControlVerb, ImportVerb>()
        .AddSingleton<IControlVerb, DumpVerb>();
}
