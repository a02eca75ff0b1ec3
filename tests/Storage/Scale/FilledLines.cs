using System.Globalization;
using System.Text.Json;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Exchange;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Tests.Storage.Scale;

/// <summary>A file of years of work for <c>import</c>: families, cases, workers, contracts and acts, all of it invented.</summary>
/// <param name="Families">With a case, a contract and a worker each.</param>
/// <param name="Acts">Spread evenly over families and the last year.</param>
public sealed record FilledLines(int Families, int Acts)
{
    private const int familiesAWorker = 15, minutes = 90, documentation = 30, centsAnHour = 2500, daysOfWork = 364;

    // As a file is written by hand: what is left out has its default.
    private static readonly ExchangeJson json = new(new(ExchangeJson.Default.Options));

    /// <summary>Lines in all.</summary>
    public int Lines => (Families + familiesAWorker - 1) / familiesAWorker + Families * 4 + Acts;

    /// <summary>A municipality of the catalogue that pays for some of it.</summary>
    public static string Municipality(int number) => MunicipalityReader.Default.All[number % MunicipalityReader.Default.All.Count].Name;

    /// <summary>Writes it.</summary>
    /// <param name="today">Acts end the day before.</param>
    public void Write(string path, LocalDate today)
    {
        using var file = new StreamWriter(path);
        var first = today.PlusDays(-daysOfWork);
        for (var n = 0; n < Families; n++)
        {
            if (n % familiesAWorker == 0) Put(new WorkerLine { Key = Worker(n), Role = Role.SupportPerson, Name = $"Näidis {n / familiesAWorker}" });
            Put(new FamilyLine { Key = Number(n), Municipality = Municipality(n), Since = first, Content = new($"Näidis{n}", "N.") });
            Put(new CaseLine { Key = Number(n), Family = Number(n), Service = "support-person", Opened = first, Stage = CaseStage.Solving, Content = new() { Referral = new("child-protection", first, null) } });
            Put(new AssignmentLine { Key = Number(n), Family = Number(n), Worker = Worker(n), From = first, Met = first });
            Put(new ContractLine
            {
                Key = $"N-{Number(n)}", Case = Number(n), Municipality = Municipality(n), Kind = ContractKind.SupportPerson, Starts = first, Ends = first.PlusDays(daysOfWork * 2), AgreedMinutes = minutes * daysOfWork,
                Rates = [new(first, centsAnHour, true)], Content = new() { Signatures = [.. Contract.PartiesOf(ContractKind.SupportPerson).Select(party => new Signature(party, SignatureState.Signed, first))] },
            });
        }
        for (var n = 0; n < Acts; n++)
        {
            var (family, number) = (n % Families, n / Families);
            var day = first.PlusDays((int)((long)number * daysOfWork / (Acts / Families + 1)));
            Put(new ActLine
            {
                Key = n.ToString(CultureInfo.InvariantCulture), Case = Number(family), Worker = Worker(family), Contract = $"N-{Number(family)}", On = day, Start = new LocalTime(10, 0), DirectMinutes = minutes, DocumentationMinutes = documentation,
                Content = new() { Place = "home", Present = "mother,child:2", Done = $"Rääkisime nädalast ja eelarvest, panime kirja järgmised sammud ({n}).", Agreements = "Helistan kooli.", NextOn = day.PlusDays(7) },
            });
        }

        void Put(ExchangeLine line) => file.WriteLine(JsonSerializer.Serialize(line, json.ExchangeLine));
    }

    private static string Number(int n) => n.ToString("00000", CultureInfo.InvariantCulture);

    private static string Worker(int family) => $"w{family / familiesAWorker}";
}
