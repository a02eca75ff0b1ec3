using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.Households;
using Assistant.Records.Municipalities;
using Assistant.Records.Learning;
using Assistant.Records.Overviews;
using Assistant.Records.People;
using Assistant.Records.Referrals;
using Assistant.Records.Security;
using Assistant.Records.Visits;

namespace Assistant.Host.Cases;

/// <summary>The ports that matters of families use.</summary>
public sealed record CaseMemory(IStore Store, IFamilies Families, ICases Cases, IContracts Contracts, IGoals Goals, IVisits Visits, ICaseDocuments Documents, ILearning Learning, IPeople People, IAudit Audit,
    IMunicipalities Municipalities, IReferrals Referrals, IHouseholds Households, IOverviews Overviews);
