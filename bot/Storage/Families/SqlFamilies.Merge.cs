using Assistant.Records;
using Assistant.Records.Cases;
using Assistant.Storage.Cases;
using Assistant.Storage.Retention;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Families;

// One family that was entered twice.
partial class SqlFamilies
{
    private static readonly SqlCases cases = new();
    private static readonly SqlContracts contracts = new();

    public void Merge(IUnit unit, FamilyId duplicate, FamilyId kept, PersonId? by)
    {
        if (duplicate == kept || Find(unit, duplicate) is not { } from || Find(unit, kept) is not { } into) return;
        var my = Unit.Of(unit);
        JoinCases(unit, duplicate, kept, by);
        foreach (var table in FamilyTables.Sealed) Move(my, table, duplicate.Value, kept.Value);
        var last = Greatest(my, "SELECT max(number) FROM encounter WHERE family = @id", kept.Value);
        Run(my, "UPDATE encounter SET family = @kept, number = number + @last WHERE family = @duplicate", duplicate.Value, kept.Value, last);
        foreach (var move in FamilyTables.Clear.Values) Run(my, move, duplicate.Value, kept.Value);
        Run(my, "INSERT INTO family_person (family, person, added, checks_in) SELECT @kept, person, added, checks_in FROM family_person WHERE family = @duplicate ON CONFLICT (family, person) DO NOTHING", duplicate.Value, kept.Value);
        var content = into.Content with
        {
            Members = [.. into.Content.Members, .. from.Content.Members.Where(member => !into.Content.Members.Contains(member))],
            Caseworker = into.Content.Caseworker ?? from.Content.Caseworker, CaseworkerContact = into.Content.CaseworkerContact ?? from.Content.CaseworkerContact,
            Phone = into.Content.Phone ?? from.Content.Phone,
        };
        Save(unit, into with { Content = content }, by);
        my.Audit(Actions.FamilyMerge, kept.ToString(), by);
        // A meeting of the one may lie in the days of a contract of the other.
        foreach (var contract in contracts.Of(unit, kept)) SqlContracts.Claim(my, contract);
        // Nobody was erased: no tombstone, and the key stays, so that a backup of before the merge still opens.
        Run(my, "UPDATE merged SET kept = @kept WHERE kept = @duplicate", duplicate.Value, kept.Value);
        Run(my, "INSERT INTO merged (duplicate, kept) VALUES (@duplicate, @kept) ON CONFLICT (duplicate) DO UPDATE SET kept = @kept", duplicate.Value, kept.Value);
        SqlErasure.Clear(my, duplicate.Value);
    }

    /// <summary>An open case of the same service in both is one case: its goals are numbered on, what is known of it is kept.</summary>
    private static void JoinCases(IUnit unit, FamilyId duplicate, FamilyId kept, PersonId? by)
    {
        var my = Unit.Of(unit);
        var ours = cases.Of(unit, kept);
        foreach (var twice in cases.Of(unit, duplicate).Where(one => one.Stage != CaseStage.Closed))
        {
            if (ours.FirstOrDefault(one => one.Stage != CaseStage.Closed && one.Service == twice.Service) is not { } stays) continue;
            var (first, second) = (stays.Content, twice.Content);
            cases.Save(unit, stays with
            {
                Content = first with
                {
                    Referral = first.Referral ?? second.Referral, Strengths = first.Strengths ?? second.Strengths, Obstacles = first.Obstacles ?? second.Obstacles,
                    CasePlan = first.CasePlan ?? second.CasePlan, OverviewOn = first.OverviewOn ?? second.OverviewOn,
                    Domains = second.Domains.SetItems(first.Domains), Network = [.. first.Network, .. second.Network.Where(contact => !first.Network.Contains(contact))],
                },
            }, by);
            var number = Greatest(my, "SELECT max(number) FROM goal WHERE service_case = @id", stays.Id.Value);
            Run(my, "UPDATE goal SET service_case = @kept, number = number + @last WHERE service_case = @duplicate", twice.Id.Value, stays.Id.Value, number);
            foreach (var kind in Enum.GetValues<DocumentKind>()) Documents(my, kind, twice.Id.Value, stays.Id.Value);
            foreach (var table in FamilyTables.OfCase) Run(my, $"UPDATE {table} SET service_case = @kept WHERE service_case = @duplicate", twice.Id.Value, stays.Id.Value);
            using var drop = my.Sql("DELETE FROM service_case WHERE id = @id");
            drop.Bind("@id", twice.Id.Value).Run();
        }
    }

    /// <summary>The versions of the case that stays count as the newer ones.</summary>
    private static void Documents(Unit my, DocumentKind kind, Guid duplicate, Guid kept)
    {
        var older = Versions(duplicate);
        using (var make = my.Sql("UPDATE case_document SET version = -version - @older WHERE service_case = @case AND kind = @kind")) make.Bind("@older", older).Bind("@case", kept).Bind("@kind", (int)kind).Run();
        using (var turn = my.Sql("UPDATE case_document SET version = -version WHERE service_case = @case AND kind = @kind")) turn.Bind("@case", kept).Bind("@kind", (int)kind).Run();
        using var move = my.Sql("UPDATE case_document SET service_case = @kept WHERE service_case = @case AND kind = @kind");
        move.Bind("@kept", kept).Bind("@case", duplicate).Bind("@kind", (int)kind).Run();

        int Versions(Guid of)
        {
            using var read = my.Sql("SELECT max(version) FROM case_document WHERE service_case = @case AND kind = @kind").Bind("@case", of).Bind("@kind", (int)kind);
            return read.Step() ? read.IntOrNull(0) ?? 0 : 0;
        }
    }

    private static void Move(Unit my, FamilyTable table, Guid duplicate, Guid kept)
    {
        List<(Guid Id, byte[] Body)> rows = [];
        using (var read = my.Sql(table.Read).Bind("@family", duplicate))
            while (read.Step())
                rows.Add((read.Guid(0), my.Sealer.Open(table.Field, read.Guid(0), duplicate, read.Bytes(1), out _).ToArray()));
        foreach (var (id, body) in rows)
        {
            using var write = my.Sql(table.Write);
            if (table.NamesFamily) write.Bind("@family", kept);
            write.Bind("@id", id).Bind("@body", my.Sealer.Seal(table.Field, id, kept, body)).Run();
        }
    }

    private static int Greatest(Unit my, string sql, Guid id)
    {
        using var read = my.Sql(sql).Bind("@id", id);
        return read.Step() ? read.IntOrNull(0) ?? 0 : 0;
    }

    private static void Run(Unit my, string sql, Guid duplicate, Guid kept, int? last = null)
    {
        using var change = my.Sql(sql);
        if (last is { } number) change.Bind("@last", number);
        change.Bind("@duplicate", duplicate).Bind("@kept", kept).Run();
    }
}
