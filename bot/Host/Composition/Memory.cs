using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Conversations;
using Assistant.Records.Duty;
using Assistant.Records.Messages;
using Assistant.Records.People;
using Assistant.Records.Relay;
using Assistant.Records.Retention;
using Assistant.Records.Security;

namespace Assistant.Host.Composition;

/// <summary>The store and its ports in one hand, so that a service that works with several of them names one dependency.</summary>
public sealed record Memory(
    IStore Store, IPeople People, IConversations Conversations, IInbox Inbox, IOutbox Outbox, IKeyboards Keyboards,
    IAppointments Appointments, IInvitations Invitations, IAudit Audit, ISafetyEvents Safety,
    IUnanswered Unanswered, IRetention Retention, IRelays Relays, IDuty Duty, IAlerts Alerts);
