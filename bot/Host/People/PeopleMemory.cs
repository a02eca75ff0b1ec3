using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Records.People;
using Assistant.Records.Retention;
using Assistant.Records.Security;

namespace Assistant.Host.People;

/// <summary>The ports that matters of people and their chats need, in one hand.</summary>
public sealed record PeopleMemory(
    IStore Store, IPeople People, IConversations Conversations, IProfiles Profiles, ISafeContacts Safe, IHeldMail Held, IStaff Staff, ILinkCodes Links,
    IInvitations Invitations, IAppointments Appointments, IOutbox Outbox, IErasure Erasure, IReceipts Receipts, IAudit Audit);
