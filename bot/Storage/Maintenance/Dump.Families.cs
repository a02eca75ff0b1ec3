using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assistant.Records.Exchange;
using Assistant.Records.Families;
using Assistant.Records.People;
using Assistant.Storage.Cases;
using Assistant.Storage.Families;
using Assistant.Storage.People;
using Assistant.Storage.Sqlite;
using Assistant.Storage.Visits;
using NodaTime;

namespace Assistant.Storage.Maintenance;

// Workers, and families with their records. What an import brings stands in the lines that an import reads; the rest in lines of its own.
partial class Dump
{
    private static readonly ImmutableArray<Role> workerRoles = [Role.SupportPerson, Role.Counsellor, Role.Coordinator];

    private readonly ExchangeJson json = new(new(ExchangeJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private void Families()
    {
        SqlPeople people = new();
        // Roles and words, never ids, make the order: equal states have other ids.
        foreach (var worker in Ids("SELECT DISTINCT person FROM role_grant").Select(id => people.Get(unit, new(id))).OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Id.Value))
            if (workerRoles.FirstOrDefault(worker.Roles.Contains) is var role and not Role.Parent)
                Line(new WorkerLine { Key = worker.Id.ToString(), Role = role, Name = worker.Name, Language = worker.Language });
        SqlFamilies families = new();
        foreach (var family in Ids("SELECT id FROM family").Select(id => families.Find(unit, new(id))).OfType<Family>()
            .OrderBy(one => one.Since).ThenBy(one => one.Content.Name, StringComparer.Ordinal).ThenBy(one => one.Municipality, StringComparer.Ordinal).ThenBy(one => one.Id.Value))
            Family(family, families.WorkersOf(unit, family.Id));
        foreach (var worker in Ids("SELECT DISTINCT worker FROM visit_draft")) Bodies("draft", Field.Draft, "SELECT id, body FROM visit_draft WHERE worker = @owner ORDER BY began, id", worker);
    }

    private void Family(Family family, ImmutableArray<Assignment> workers)
    {
        var key = family.Id.ToString();
        Line(new FamilyLine
        {
            Key = key, Municipality = family.Municipality, Since = Day(family.Since), Closed = family.Closed is { } closed ? Day(closed) : null, Language = family.Language, Content = family.Content,
        });
        foreach (var one in new SqlCases().Of(unit, family.Id).Reverse())
            Line(new CaseLine { Key = one.Id.ToString(), Family = key, Service = one.Service, Opened = one.Opened, Kind = one.Kind, Stage = one.Stage, Since = one.Since, Content = one.Content });
        foreach (var one in workers.Reverse())
            Line(new AssignmentLine { Key = one.Id.ToString("D"), Family = key, Worker = one.Worker.ToString(), From = one.From, Kind = one.Kind, Until = one.Until, Met = one.Met });
        var contracts = new SqlContracts().Of(unit, family.Id);
        foreach (var one in contracts.OrderBy(one => one.Number, StringComparer.Ordinal))
            Line(new ContractLine
            {
                Key = one.Number, Case = one.Case.ToString(), Municipality = one.Municipality, Kind = one.Kind, Starts = one.Starts, Ends = one.Ends, AgreedMinutes = one.AgreedMinutes, Rates = one.Rates,
                Content = one.Content,
            });
        foreach (var (meeting, content, _, _) in new SqlVisits().OfFamily(unit, family.Id, int.MaxValue).OrderBy(act => act.Encounter.Number))
            Line(new ActLine
            {
                Key = meeting.Id.ToString(), Case = meeting.Case.ToString(), Worker = meeting.Worker.ToString(), On = meeting.On, Start = meeting.Start, Outcome = meeting.Outcome, Content = content,
                Contract = contracts.FirstOrDefault(one => one.Id == meeting.Contract)?.Number, DirectMinutes = meeting.DirectMinutes, DocumentationMinutes = meeting.DocumentationMinutes, Safety = meeting.Safety,
            });
        foreach (var table in FamilyTables.Sealed.Where(table => table.Field is not (Field.Case or Field.Contract or Field.Act))) Bodies(table.Name, table.Field, table.Read + " ORDER BY id", family.Id.Value, "@family");
        Bodies("earlier act", Field.Act, """
            SELECT visit_act.id, visit_act.body FROM visit_act JOIN encounter ON encounter.id = visit_act.encounter
            WHERE encounter.family = @owner AND visit_act.version < encounter.version ORDER BY encounter.number, visit_act.version
            """, family.Id.Value);
    }

    private void Bodies(string name, string field, string sql, Guid owner, string parameter = "@owner")
    {
        using var read = database.Sql(sql);
        read.Bind(parameter, owner);
        while (read.Step()) Line($"  {name} {sealer.OpenText(field, read.Guid(0), owner, read.Bytes(1))}");
    }

    private void Line(ExchangeLine line) => Line(JsonSerializer.Serialize(line, json.ExchangeLine));

    private IEnumerable<Guid> Ids(string sql) => database.Rows(sql).Select(row => Guid.Parse(row[0]!));

    private static LocalDate Day(Instant at) => at.InUtc().Date;
}
