using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Broadcasts;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Conversations;
using Assistant.Records.Duty;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.Groups;
using Assistant.Records.Households;
using Assistant.Records.Learning;
using Assistant.Records.Messages;
using Assistant.Records.Municipalities;
using Assistant.Records.Overviews;
using Assistant.Records.People;
using Assistant.Records.Referrals;
using Assistant.Records.Relay;
using Assistant.Records.Retention;
using Assistant.Records.Security;
using Assistant.Records.Visits;
using Assistant.Storage.Appointments;
using Assistant.Storage.Broadcasts;
using Assistant.Storage.Cases;
using Assistant.Storage.Duty;
using Assistant.Storage.Families;
using Assistant.Storage.Groups;
using Assistant.Storage.Households;
using Assistant.Storage.Learning;
using Assistant.Storage.Messages;
using Assistant.Storage.Municipalities;
using Assistant.Storage.Overviews;
using Assistant.Storage.People;
using Assistant.Storage.Referrals;
using Assistant.Storage.Relay;
using Assistant.Storage.Retention;
using Assistant.Storage.Security;
using Assistant.Storage.Visits;

namespace Assistant.Storage;

// The ports, one for each subject of the records.
partial class SqliteStorage
{
    /// <summary>New ids and codes.</summary>
    public IIds Ids { get; }

    /// <summary>Transactions.</summary>
    public IStore Store { get; }

    /// <summary>People, roles, consent.</summary>
    public IPeople People { get; }

    /// <summary>Chats and their dialogue state.</summary>
    public IConversations Conversations { get; }

    /// <summary>Several people on one device.</summary>
    public IProfiles Profiles { get; }

    /// <summary>When and how not to write to somebody.</summary>
    public ISafeContacts SafeContacts { get; } = new SqlSafeContacts();

    /// <summary>Workers who leave, records that are one person's.</summary>
    public IStaff Staff { get; }

    /// <summary>Codes that make two chats one person's.</summary>
    public ILinkCodes LinkCodes { get; } = new SqlLinkCodes();

    /// <summary>Messages that wait for a better moment.</summary>
    public IHeldMail Held { get; }

    /// <summary>Receipts of erasures.</summary>
    public IReceipts Receipts { get; } = new SqlReceipts();

    /// <summary>What arrived.</summary>
    public IInbox Inbox { get; } = new SqlInbox();

    /// <summary>What leaves.</summary>
    public IOutbox Outbox { get; } = new SqlOutbox();

    /// <summary>Buttons.</summary>
    public IKeyboards Keyboards { get; } = new SqlKeyboards();

    /// <summary>Requests for appointments.</summary>
    public IAppointments Appointments { get; } = new SqlAppointments();

    /// <summary>One-time codes.</summary>
    public IInvitations Invitations { get; }

    /// <summary>The audit.</summary>
    public IAudit Audit { get; } = new SqlAudit();

    /// <summary>Safety concerns.</summary>
    public ISafetyEvents Safety { get; } = new SqlSafetyEvents();

    /// <summary>Talks between people and coordinators.</summary>
    public IRelays Relays { get; } = new SqlRelays();

    /// <summary>Who is on duty.</summary>
    public IDuty Duty { get; } = new SqlDuty();

    /// <summary>Who was told of safety concerns.</summary>
    public IAlerts Alerts { get; } = new SqlAlerts();

    /// <summary>Families and who works with them.</summary>
    public IFamilies Families { get; } = new SqlFamilies();

    /// <summary>Cases.</summary>
    public ICases Cases { get; } = new SqlCases();

    /// <summary>Assessments and plans.</summary>
    public ICaseDocuments CaseDocuments { get; } = new SqlCaseDocuments();

    /// <summary>Supervision and training of workers.</summary>
    public ILearning Learning { get; } = new SqlLearning();

    /// <summary>Contracts.</summary>
    public IContracts Contracts { get; } = new SqlContracts();

    /// <summary>Goals.</summary>
    public IGoals Goals { get; } = new SqlGoals();

    /// <summary>Meetings and their acts, drafts, notebooks.</summary>
    public IVisits Visits { get; } = new SqlVisits();

    /// <summary>Whom municipalities' workers work for.</summary>
    public IMunicipalities Municipalities { get; } = new SqlMunicipalities();

    /// <summary>One-time links of referrals.</summary>
    public IReferrals Referrals { get; } = new SqlReferrals();

    /// <summary>How people of a family come to it, and how meetings were for them.</summary>
    public IHouseholds Households { get; } = new SqlHouseholds();

    /// <summary>Written overviews and summaries.</summary>
    public IOverviews Overviews { get; } = new SqlOverviews();

    /// <summary>Closed groups.</summary>
    public IGroups Groups { get; } = new SqlGroups();

    /// <summary>Materials of sessions.</summary>
    public IMaterials Materials { get; } = new SqlMaterials();

    /// <summary>Messages to many.</summary>
    public IBroadcasts Broadcasts { get; } = new SqlBroadcasts();

    /// <summary>Counts of questions without an answer.</summary>
    public IUnanswered Unanswered { get; } = new SqlUnanswered();

    /// <summary>What is removed when its time has passed.</summary>
    public IRetention Retention { get; }

    /// <summary>Erasing a person.</summary>
    public IErasure Erasure { get; } = new SqlErasure();
}
