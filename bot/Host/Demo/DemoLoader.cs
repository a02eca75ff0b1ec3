using System.Text.Json;
using Assistant.Dialogs.Consent;
using Assistant.Host.Composition;
using Assistant.Host.Configuration;
using Assistant.Host.Turns;
using Assistant.Knowledge.Demo;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Appointments;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Demo;

/// <summary>Puts the demonstration organisation into the store at the first start of a demonstration, so that there is something to see. Once, and never in Production.</summary>
public sealed partial class DemoLoader(Memory memory, FactsLoader facts, DemoCases cases, DemoGroups circles, Settings settings, IIds ids, ILogger<DemoLoader> log) : IHostedService
{
    // The page's channel needs nobody to send to; no browser has these addresses.
    private const string channel = Channels.WebChat.WebChatChannel.ChannelId;
    private const string prefix = "demonstration:";

    /// <summary>How long an invented meeting lasts.</summary>
    private static readonly Duration meeting = Duration.FromHours(1);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!settings.IsDemo || settings.Surroundings == Surroundings.Production)
            return;
        var demo = DemoOrganisation.Load();
        if (await memory.Store.Write(unit => Load(unit, demo), cancellationToken))
            Loaded(log, demo.Workers.Length, demo.Families.Length);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>False: it is there already.</returns>
    private bool Load(IUnit unit, DemoOrganisation demo)
    {
        if (memory.People.Find(unit, new(channel, prefix + demo.Workers[0].Id)) is not null)
            return false;
        var workers = demo.Workers.ToDictionary(worker => worker.Id, worker =>
        {
            var person = Meet(unit, worker.Id, worker.Name, worker.Language);
            memory.People.Grant(unit, person.Person, worker.Role == "coordinator" ? Role.Coordinator : Role.SupportPerson, by: null);
            return person.Person;
        });
        foreach (var family in demo.Families)
            File(unit, family, family.Worker is { } worker ? workers[worker] : null);
        foreach (var supported in demo.Cases)
            cases.Add(unit, supported, workers[supported.Worker]);
        foreach (var circle in demo.Groups)
            circles.Add(unit, circle, workers[circle.Leader], workers[circle.Substitute], [.. circle.Members.Select(member => Member(unit, member))]);
        return true;
    }

    private void File(IUnit unit, DemoFamily family, PersonId? worker)
    {
        var (parent, talk) = Meet(unit, family.Id, family.Name, family.Language);
        memory.People.Consent(unit, parent, new(ConsentDialog.Version, "demonstration", family.Language, channel));
        var now = facts.Local(unit.Now);
        LocalDateTime? wish = family is { Days: { } days, Hour: { } hour } ? WorkingDay(now.Date, days).At(new(hour, 0)) : null;
        var request = new AppointmentRequest(
            new(ids.Next()), ShortReference.From(ids.Token()), parent, talk, new(family.Kind, family.Service, wish, null, family.Note, family.Name, family.Phone),
            RequestState.Waiting, Owner: null, Proposed: null, Agreed: null, unit.Now, facts.Deadline(unit.Now, wish), Version: 1);
        memory.Appointments.Add(unit, request);
        if (worker is not { } by)
            return;
        var step = family.State switch
        {
            "proposed" => request.Propose(by, WorkingDay(now.Date, family.ProposedDays ?? 1).At(new(family.ProposedHour ?? 10, 0)), now, facts.Deadline(unit.Now)),
            "confirmed" => request.Confirm(by, wish, now),
            "declined" => request.Decline(by),
            _ => request.Take(by),
        };
        // Whatever today is, an invented story that the rules refuse simply waits.
        if (step.Next is not { } moved)
            return;
        memory.Appointments.Save(unit, moved, by);
        if (moved.Agreed is { } agreed && settings.Organisation.TimeZone.AtLeniently(agreed).ToInstant() is var start)
            memory.Appointments.Book(unit, new(moved.Id, by, start, start + meeting, unit.Now, Sequence: 0));
    }

    private PersonId Member(IUnit unit, DemoMember member)
    {
        var person = Meet(unit, member.Id, member.Name, member.Language).Person;
        memory.People.Consent(unit, person, new(ConsentDialog.Version, "demonstration", member.Language, channel));
        return person;
    }

    private (PersonId Person, ConversationId Talk) Meet(IUnit unit, string id, string name, string language)
    {
        var person = memory.People.Meet(unit, new(channel, prefix + id), language);
        memory.People.Save(unit, person with { Name = name });
        var address = JsonSerializer.Serialize(new ConversationReference(channel, prefix + id, prefix + id), WireJson.Default.ConversationReference);
        return (person.Id, memory.Conversations.Open(unit, channel, prefix + id, address, person.Id).Id);
    }

    private static LocalDate WorkingDay(LocalDate from, int days)
    {
        for (; days > 0; days--)
            do from = from.PlusDays(1);
            while (from.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday || EstonianHolidays.Contains(from));
        return from;
    }

    [LoggerMessage(1601, LogLevel.Information, "Loaded the demonstration organisation: {Workers} workers, {Families} families, all invented")]
    private static partial void Loaded(ILogger log, int workers, int families);
}
