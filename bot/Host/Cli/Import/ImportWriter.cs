using Assistant.Host.Cases;
using Assistant.Host.Groups;
using Assistant.Knowledge.Catalogue;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.Cases;
using Assistant.Records.Exchange;
using Assistant.Records.Groups;
using Assistant.Records.People;
using Assistant.Records.Retention;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Host.Cli.Import;

/// <summary>What became of a file.</summary>
/// <param name="New">Lines that were written.</param>
/// <param name="Known">Lines whose record was here already; it stays as it is.</param>
/// <param name="Erased">Lines about families, workers, groups or members that were erased here, or workers who left; they stay away.</param>
internal sealed record Imported(int New, int Known, int Erased);

/// <summary>
/// Brings a file in: every line is looked at before the first is written. Then some hundred lines are one transaction, so that nobody who writes meanwhile waits long;
/// what was stopped half-way is finished by importing the same file again, since the same key is the same record.
/// </summary>
internal sealed partial class ImportWriter(CaseMemory memory, IGroups groups, GroupPeople meetings, GroupReminders reminders, GroupWatch watch, IErasure erasure, ServiceCatalogue services, SqliteStorage storage)
{
    private const string channel = "import";

    /// <summary>Lines in one transaction: some tens of milliseconds.</summary>
    private const int unitLines = 200;

    private readonly ImportIds ids = new(storage);

    /// <summary>How a worker is known who has no channel yet.</summary>
    public static ChannelIdentity Identity(string key) => new(channel, key);

    /// <summary>How a worker is known.</summary>
    public static ChannelIdentity Identity(WorkerLine worker) => worker is { Channel: { } by, User: { } user } ? new(by, user) : Identity(worker.Key);

    /// <summary>Looks at all lines and writes none.</summary>
    /// <exception cref="ImportException">A line cannot be taken.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async ValueTask<ImportCheck> Look(string path, CancellationToken cancellationToken)
    {
        ImportCheck check = new(memory, groups, erasure, storage.Staff, services, ids);
        foreach (var lines in ImportFile.Read(path).Chunk(unitLines))
            await memory.Store.Read(unit =>
            {
                foreach (var (number, line) in lines) check.Look(unit, number, line);
                return true;
            }, cancellationToken);
        return check;
    }

    /// <exception cref="ImportException">A line cannot be taken; nothing was written.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async ValueTask<Imported> Run(string path, CancellationToken cancellationToken)
    {
        var check = await Look(path, cancellationToken);
        var sum = new Imported(0, 0, 0);
        HashSet<Guid> buried = [];
        foreach (var lines in ImportFile.Read(path).Chunk(unitLines))
        {
            var (written, known, erased) = await memory.Store.Write(unit =>
            {
                var part = new Imported(0, 0, 0);
                foreach (var (_, line) in lines)
                    part = Take(unit, line, check.Workers, buried) switch
                    {
                        Fate.New => part with { New = part.New + 1 },
                        Fate.Known => part with { Known = part.Known + 1 },
                        _ => part with { Erased = part.Erased + 1 },
                    };
                return part;
            }, cancellationToken);
            sum = new(sum.New + written, sum.Known + known, sum.Erased + erased);
        }
        await watch.Set(cancellationToken);
        return sum;
    }

    private enum Fate
    {
        New,
        Known,
        Erased,
    }

    /// <param name="buried">Families erased here, and their cases.</param>
    private Fate Take(IUnit unit, ExchangeLine line, Dictionary<string, ChannelIdentity> workers, HashSet<Guid> buried)
    {
        switch (line)
        {
            case WorkerLine worker:
                return Worker(unit, worker);
            case FamilyLine family:
                return Family(unit, family, buried);
            case CaseLine one:
                var caseId = ids.Of("case", one.Key);
                if (Buried(one.Family)) return Bury(caseId);
                if (memory.Cases.Find(unit, new(caseId)) is not null) return Fate.Known;
                memory.Cases.Add(unit, new(new(caseId), FamilyOf(one.Family), one.Kind, one.Service, one.Stage, one.Opened, one.Since ?? one.Opened, one.Content, 1), by: null);
                return Fate.New;
            case AssignmentLine assignment:
                if (Buried(assignment.Family)) return Fate.Erased;
                var id = ids.Of("assignment", assignment.Key);
                if (memory.Families.WorkersOf(unit, FamilyOf(assignment.Family)).Any(known => known.Id == id)) return Fate.Known;
                if (Person(assignment.Worker) is not { } assigned) return Fate.Erased;
                memory.Families.Assign(unit, new(id, FamilyOf(assignment.Family), assigned, assignment.Kind, assignment.From, assignment.Until, assignment.Met), by: null);
                return Fate.New;
            case ContractLine contract:
                if (CaseOf(contract.Case) is not { } covered) return Fate.Erased;
                var contractId = new ContractId(ids.Of("contract", contract.Key));
                if (memory.Contracts.Find(unit, contractId) is not null) return Fate.Known;
                memory.Contracts.Add(unit, new(contractId, covered.Family, covered.Id, contract.Kind, contract.Key, contract.Municipality, contract.Starts, contract.Ends, contract.AgreedMinutes,
                    contract.Rates, contract.Content, 1), by: null);
                return Fate.New;
            case ActLine act:
                return CaseOf(act.Case) is { } met ? Act(unit, act, met, Person(act.Worker)) : Fate.Erased;
            case GroupLine group:
                return Group(unit, group, Person);
            case MemberLine member:
                return Member(unit, member);
            case AttendanceLine attendance:
                return Attendance(unit, attendance);
            default:
                throw new InvalidOperationException("a kind of line that nobody writes");
        }

        FamilyId FamilyOf(string key) => new(ids.Of("family", key));

        bool Buried(string family) => buried.Contains(FamilyOf(family).Value) || erasure.IsErased(unit, FamilyOf(family).Value);

        Fate Bury(Guid one)
        {
            buried.Add(one);
            return Fate.Erased;
        }

        // Looked at before: a case that is neither here nor brought was erased with its family.
        ServiceCase? CaseOf(string key) => memory.Cases.Find(unit, new(ids.Of("case", key)));

        // Looked at before: a worker who is neither here nor brought was erased, or left.
        PersonId? Person(string key) => memory.People.Find(unit, workers.GetValueOrDefault(key) ?? Identity(key))?.Id;
    }

    private Fate Worker(IUnit unit, WorkerLine worker)
    {
        var identity = Identity(worker);
        if (memory.People.Find(unit, identity) is { } known && known.Roles.Contains(worker.Role)) return Fate.Known;
        if (storage.Staff.IsBarred(unit, identity)) return Fate.Erased;
        var person = memory.People.Meet(unit, identity, worker.Language);
        if (worker.Name is { } name && person.Name is null) memory.People.Save(unit, person with { Name = name });
        memory.People.Grant(unit, person.Id, worker.Role, by: null);
        return Fate.New;
    }

    private Fate Family(IUnit unit, FamilyLine line, HashSet<Guid> buried)
    {
        var id = new FamilyId(ids.Of("family", line.Key));
        if (erasure.IsErased(unit, id.Value))
        {
            buried.Add(id.Value);
            return Fate.Erased;
        }
        if (memory.Families.Find(unit, id) is not null) return Fate.Known;
        var reference = ShortReference.From(storage.Ids.Token());
        while (memory.Families.ByReference(unit, reference) is not null) reference = ShortReference.From(storage.Ids.Token());
        memory.Families.Add(unit, new(id, reference, line.Language, line.Municipality, line.Content, Start(line.Since), line.Closed is { } closed ? Start(closed) : null, 1), by: null);
        return Fate.New;
    }

    private Fate Act(IUnit unit, ActLine line, ServiceCase of, PersonId? by)
    {
        var id = new EncounterId(ids.Of("act", line.Key));
        if (memory.Visits.Find(unit, id) is not null) return Fate.Known;
        if (by is not { } worker) return Fate.Erased;
        ContractId? contract = line.Contract is { } number ? new(ids.Of("contract", number)) : null;
        memory.Visits.File(unit, new(
            new(id, of.Family, of.Id, contract, worker, memory.Visits.NextNumber(unit, of.Family), line.Outcome, line.On, line.Start, line.DirectMinutes, line.DocumentationMinutes, line.Safety,
                Seconds: null, Start(line.On), 1),
            line.Content, unit.Now, worker));
        return Fate.New;
    }

    private static Instant Start(LocalDate day) => day.AtMidnight().InUtc().ToInstant();
}
