using Assistant.Host.Cases;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Records;
using Assistant.Records.Exchange;
using Assistant.Records.Groups;
using Assistant.Records.People;
using Assistant.Records.Retention;
using Assistant.Records.Visits;

namespace Assistant.Host.Cli.Import;

/// <summary>Looks at all lines before the first is written. Remembers what the file itself brings, so that later lines may name it.</summary>
internal sealed partial class ImportCheck(CaseMemory memory, IGroups groups, IErasure erasure, IStaff staff, ServiceCatalogue services, ImportIds ids)
{
    private const int minutesADay = 24 * 60;

    private static readonly HashSet<string> languages = new(["et", "ru", "en"], StringComparer.Ordinal);

    private readonly HashSet<string> municipalities = new(MunicipalityReader.Default.All.Select(one => one.Name), StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> brought = [];

    /// <summary>How workers that the file brings are known.</summary>
    public Dictionary<string, ChannelIdentity> Workers { get; } = new(StringComparer.Ordinal);

    /// <summary>How many were looked at.</summary>
    public int Lines => brought.Count;

    /// <exception cref="ImportException">It cannot be taken.</exception>
    public void Look(IUnit unit, int number, ExchangeLine line)
    {
        Want(line.Key.Trim().Length > 0 && line.Key.Length <= ExchangeLine.LongestKey, $"\"key\" has 1 to {ExchangeLine.LongestKey} characters");
        switch (line)
        {
            case WorkerLine worker: Worker(worker); break;
            case FamilyLine family: Family(family); break;
            case CaseLine one: Case(one); break;
            case AssignmentLine assignment: Assignment(assignment); break;
            case ContractLine contract: Contract(contract); break;
            case ActLine act: Act(act); break;
            case GroupLine group: Group(group, KnowsWorker, Want); break;
            case MemberLine member: Member(unit, member, Want); break;
            case AttendanceLine attendance: Attendance(unit, attendance, Want); break;
        }
        var id = ids.Of(KindOf(line), line.Key);
        Want(brought.TryAdd(id, number), $"the key \"{line.Key}\" stands on line {brought.GetValueOrDefault(id)} already");
        return;

        void Want(bool isSo, string why)
        {
            if (!isSo) throw new ImportException(number, why);
        }

        void Worker(WorkerLine worker)
        {
            Want(worker.Role is Role.SupportPerson or Role.Counsellor or Role.Coordinator, "\"role\" is SupportPerson, Counsellor or Coordinator");
            Want(languages.Contains(worker.Language), "\"language\" is et, ru or en");
            Want(worker.Channel is null == worker.User is null, "\"channel\" and \"user\" go together");
            Want(worker.Channel is null or "msteams" or "telegram", "\"channel\" is msteams or telegram");
            Workers[worker.Key] = ImportWriter.Identity(worker);
        }

        void Family(FamilyLine family)
        {
            Want(languages.Contains(family.Language), "\"language\" is et, ru or en");
            Want(municipalities.Contains(family.Municipality), $"there is no municipality \"{family.Municipality}\"");
            Want(!string.IsNullOrWhiteSpace(family.Content.Name) && family.Content.Name.Length <= Records.Families.Family.LongestName, $"a family's name has 1 to {Records.Families.Family.LongestName} characters");
            Want(family.Closed is not { } closed || closed >= family.Since, "\"closed\" is before \"since\"");
        }

        void Case(CaseLine one)
        {
            Want(Knows("family", one.Family), $"there is no family \"{one.Family}\"");
            Want(services.Find(one.Service) is not null, $"there is no service \"{one.Service}\"");
            Want(Enum.IsDefined(one.Kind) && Enum.IsDefined(one.Stage), "\"kind\" or \"stage\" is not known");
        }

        void Assignment(AssignmentLine assignment)
        {
            Want(Knows("family", assignment.Family), $"there is no family \"{assignment.Family}\"");
            Want(KnowsWorker(assignment.Worker), $"there is no worker \"{assignment.Worker}\"");
            Want(Enum.IsDefined(assignment.Kind), "\"kind\" is Main or Substitute");
            Want(assignment.Until is not { } until || until >= assignment.From, "\"until\" is before \"from\"");
        }

        void Contract(ContractLine contract)
        {
            Want(Knows("case", contract.Case), $"there is no case \"{contract.Case}\"");
            Want(Enum.IsDefined(contract.Kind), "\"kind\" is Counselling, Group or SupportPerson");
            Want(municipalities.Contains(contract.Municipality), $"there is no municipality \"{contract.Municipality}\"");
            Want(contract.Ends >= contract.Starts, "\"ends\" is before \"starts\"");
            Want(contract.AgreedMinutes > 0, "\"agreedMinutes\" is above 0");
            Want(contract.Rates.All(rate => rate.CentsAnHour >= 0), "\"centsAnHour\" is 0 or more");
            Want(contract.Content.Signatures.All(signature => Records.Contracts.Contract.PartiesOf(contract.Kind).Contains(signature.Party)), "somebody signed who is no side of this kind of contract");
            Want(!memory.Contracts.OfNumber(unit, contract.Key) || memory.Contracts.Find(unit, new(ids.Of("contract", contract.Key))) is not null, $"the number \"{contract.Key}\" is another contract's");
        }

        void Act(ActLine act)
        {
            Want(Knows("case", act.Case), $"there is no case \"{act.Case}\"");
            Want(KnowsWorker(act.Worker), $"there is no worker \"{act.Worker}\"");
            Want(act.Contract is null || Knows("contract", act.Contract), $"there is no contract \"{act.Contract}\"");
            Want(Enum.IsDefined(act.Outcome) && Enum.IsDefined(act.Safety), "\"outcome\" or \"safety\" is not known");
            Want(act.DirectMinutes is >= 0 and <= minutesADay && act.DocumentationMinutes is >= 0 and <= minutesADay, $"minutes are 0 to {minutesADay}");
            Want(act.Outcome == EncounterOutcome.Held || act.DirectMinutes == 0, "a meeting that was not held has no minutes with the family");
            Want(act.On <= unit.Now.InUtc().Date.PlusDays(1), "\"on\" is in the future");
        }

        bool Knows(string kind, string key)
        {
            var id = ids.Of(kind, key);
            return brought.ContainsKey(id) || kind switch
            {
                "family" => memory.Families.Find(unit, new(id)) is not null || erasure.IsErased(unit, id),
                "case" => memory.Cases.Find(unit, new(id)) is not null,
                _ => memory.Contracts.Find(unit, new(id)) is not null,
            };
        }

        bool KnowsWorker(string key) => Workers.ContainsKey(key) || memory.People.Find(unit, ImportWriter.Identity(key)) is not null || staff.IsBarred(unit, ImportWriter.Identity(key));
    }

    private static string KindOf(ExchangeLine line) => line switch
    {
        WorkerLine => "worker", FamilyLine => "family", CaseLine => "case", AssignmentLine => "assignment", ContractLine => "contract", ActLine => "act",
        GroupLine => "group", MemberLine => "member", _ => "attendance",
    };
}
