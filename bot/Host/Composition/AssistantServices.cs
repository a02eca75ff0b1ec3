using Assistant.Channels;
using Assistant.Channels.Terminal;
using Assistant.Dialogs;
using Assistant.Dialogs.Engine;
using Assistant.Host.Broadcasts;
using Assistant.Host.Cases;
using Assistant.Host.Configuration;
using Assistant.Host.Control;
using Assistant.Host.Duty;
using Assistant.Host.Groups;
using Assistant.Host.People;
using Assistant.Host.Relay;
using Assistant.Host.Requests;
using Assistant.Host.Turns;
using Assistant.Host.Upkeep;
using Assistant.Knowledge;
using Assistant.Knowledge.Cases;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Knowledge.Duty;
using Assistant.Knowledge.Eligibility;
using Assistant.Knowledge.Faq;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Moments;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Host.Composition;

/// <summary>Puts the rooms together: the only place that knows them all.</summary>
public static class AssistantServices
{
    /// <summary>Registers everything a turn needs, on a store that is open already. Channels with addresses of their own are added beside it.</summary>
    public static IServiceCollection AddAssistant(this IServiceCollection services, Settings settings, SqliteStorage storage, IIds ids, TimeProvider time)
    {
        services.AddSingleton(settings).AddSingleton(time).AddSingleton<IClock>(new TimeProviderClock(time)).AddSingleton(ids);
        services.AddStorage(storage).AddSingleton<Memory>().AddPeople().AddCases(settings);
        services.AddSingleton(OfficeHours.Default with { Zone = settings.Organisation.TimeZone, Opens = settings.Organisation.OfficeHours.From, Closes = settings.Organisation.OfficeHours.To });
        services.AddSingleton(_ => Texts.Load(OwnKnowledge.Texts(settings.Data))).AddSingleton<ITexts>(provider => provider.GetRequiredService<Texts>());
        services.AddSingleton(_ => ServiceCatalogue.Load(OwnKnowledge.Services(settings.Data)));
        services.AddSingleton(provider => new Switchboard(
            new Understanding { Texts = provider.GetRequiredService<ITexts>(), Questions = FaqQuestions.Default, Moments = new SpokenMoments(Recognition.Shared, settings.Organisation.TimeZone) },
            provider.GetRequiredService<ServiceCatalogue>(), EligibilityRules.Load(OwnKnowledge.Rules(settings.Data)), MunicipalityCards.Load(OwnKnowledge.Cards(settings.Data)), provider.GetRequiredService<LifeDomains>()));
        services.AddSingleton<TurnMetrics>().AddSingleton<FactsLoader>().AddSingleton<MessageRenderer>().AddSingleton<Hiding>().AddSingleton<Planner>();
        services.AddSingleton<Delivery>()
            .AddSingleton<SenderSignal>()
            .AddSingleton<AheadSignal>()
            .AddSingleton<AheadMail>()
            .AddSingleton<DeliveryBook>()
            .AddSingleton<Courier>()
            .AddSingleton<OvertakenCards>()
            .AddSingleton<TurnRunner>()
            .AddSingleton<Mailboxes>()
            .AddSingleton<ITurnWatch>(provider => provider.GetRequiredService<Mailboxes>());
        services.AddSingleton<FloodGate>().AddSingleton<Enrolment>().AddSingleton<SafetyNet>().AddSingleton<Draining>();
        services.AddSingleton<IReceiver, Receiver>()
            .AddSingleton<IConversationLog, ConversationLog>()
            .AddSingleton<IFollowUps, FollowUps>()
            .AddSingleton<IAnswers, KeptAnswers>()
            .AddSingleton<IFileDoor, FileDoor>();
        services.AddSingleton<LogSignal>().AddSingleton<TerminalChannel>().AddSingleton<IChannel>(provider => provider.GetRequiredService<TerminalChannel>());
        services.AddSingleton(_ => DutyPolicy.Load(OwnKnowledge.Duty(settings.Data)))
            .AddSingleton<Teller>()
            .AddSingleton<OnDuty>()
            .AddSingleton<RelayFacts>()
            .AddSingleton<RelayDesk>();
        services.AddSingleton<DutyDesk>().AddSingleton<EscalationDesk>().AddSingleton<DutyWatch>().AddSingleton<DutySweep>();
        services.AddGroups().AddBroadcasts();
        return services.AddSingleton<RequestDesk>()
            .AddSingleton<RequestRounds>()
            .AddSingleton<RequestTelling>()
            .AddSingleton<RequestTimes>()
            .AddSingleton<CalendarFiles>()
            .AddSingleton<LostContact>()
            .AddSingleton<RequestClock>()
            .AddSingleton<RequestReconcile>()
            .AddSingleton<RetentionSweep>()
            .AddSingleton<NightlyUpkeep>();
    }

    /// <summary>Registers what runs by itself: going on with what a crash left, sending, and the clock.</summary>
    public static IServiceCollection AddAssistantLife(this IServiceCollection services) =>
        services.AddHostedService<ReadingWarmth>()
            .AddHostedService<TurnLifetime>()
            .AddHostedService<Sender>()
            .AddHostedService(provider => provider.GetRequiredService<AheadMail>())
            .AddHostedService(provider => provider.GetRequiredService<HeldClock>())
            .AddHostedService(provider => provider.GetRequiredService<CommandOffers>())
            .AddHostedService(provider => provider.GetRequiredService<RequestReconcile>())
            .AddHostedService(provider => provider.GetRequiredService<DutySweep>())
            .AddHostedService(provider => provider.GetRequiredService<GroupSweep>())
            .AddHostedService(provider => provider.GetRequiredService<BroadcastSweep>())
            .AddHostedService(provider => provider.GetRequiredService<NightlyUpkeep>());
}
