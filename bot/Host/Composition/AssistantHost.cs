using Assistant.Channels.Terminal;
using Assistant.Channels.WebChat;
using Assistant.Dialogs.Engine;
using Assistant.Host.Configuration;
using Assistant.Host.Requests;
using Assistant.Host.Scheduling;
using Assistant.Host.Turns;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Host.Composition;

/// <summary>Puts the rooms together: the only place that knows them all.</summary>
public static class AssistantHost
{
    /// <summary>Registers everything a turn needs, on a store that is open already.</summary>
    public static IServiceCollection AddAssistant(this IServiceCollection services, Settings settings, SqliteStorage storage, TimeProvider time)
    {
        services.AddSingleton(settings).AddSingleton(time).AddSingleton<IClock>(time.ToClock());
        services.AddSingleton(storage).AddSingleton(storage.Ids).AddSingleton(new Memory(
            storage.Store, storage.People, storage.Conversations, storage.Inbox, storage.Outbox, storage.Keyboards,
            storage.Appointments, storage.Invitations, storage.Audit, storage.Safety, storage.Retention));
        services.AddSingleton(OfficeHours.Default(settings.Organisation.TimeZone, settings.Organisation.AnswerWithin));
        services.AddSingleton<ITexts>(Texts.Embedded).AddSingleton(Switchboard.Default);
        services.AddSingleton<TurnMetrics>().AddSingleton<FactsLoader>().AddSingleton<Rendering>().AddSingleton<Planner>();
        services.AddSingleton<Delivery>().AddSingleton<SenderSignal>().AddSingleton<TurnRunner>().AddSingleton<Mailboxes>();
        services.AddSingleton<FloodGate>().AddSingleton<Enrolment>().AddSingleton<SafetyNet>().AddSingleton<Draining>();
        services.AddSingleton<IReceiver, Receiver>().AddSingleton<IConversationLog, ConversationLog>();
        services.AddSingleton<RequestDesk>().AddSingleton<RequestClock>();
        services.AddHostedService<TurnLifetime>().AddHostedService<Sender>();
        return services.AddScheduling(settings);
    }
}
