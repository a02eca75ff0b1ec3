using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Catalogue;
using NodaTime;

namespace Assistant.Dialogs.Appointments;

/// <summary>A parent asks for an appointment: about what, when, and how to answer.</summary>
public sealed class AppointmentDialog : Dialog
{
    /// <summary>Service id that stands for "just a worry".</summary>
    internal const string Worry = "worry";

    private static readonly Question<WishedTime> wish = Ask.Moment("wish") with
    {
        IsOptional = true,
        SkipLabel = "appointment.any-time",
        Then = static (time, _, facts) => [new Effect.Say(Line.Of("appointment.wish.echo", Slot.Of("time", time.Local, facts.Now)))],
        Why = "appointment.wish.why",
    };
    private static readonly Question<LocalTime> hour = Ask.Hour("hour", answers => answers.Get(wish).Date) with
    {
        When = static (answers, _) => answers.Has(wish) && answers.Get(wish).Time is null,
        IsOptional = true,
        SkipLabel = "appointment.any-hour",
        InReview = false,
        Why = "appointment.wish.why",
    };
    private readonly Question<string> service;

    /// <param name="services">What an appointment can be about.</param>
    public AppointmentDialog(ServiceCatalogue services)
    {
        service = Ask.OneOf("service", [.. services.All.Select(found => new Option(found.Id, $"services.{found.Id}.name")), Worry]) with { FromOpening = true, Why = "appointment.service.why" };
        Questions = [service, wish, hour, Contact.Answer, Contact.Phone, Contact.Name, Contact.Note];
    }

    /// <inheritdoc/>
    public override string Id => "appointment";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; }
    /// <inheritdoc/>
    public override bool Review => true;
    /// <inheritdoc/>
    public override bool IsPersonal => true;

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        LocalDateTime? time = answers.Has(wish) ? answers.Get(wish) is { Time: null } day && answers.Has(hour) ? day.Date.At(answers.Get(hour)) : answers.Get(wish).Local : null;
        var draft = new RequestDraft("appointment", answers.Get(service) is Worry ? null : answers.Get(service), time, answers.Has(wish) ? answers.Get(wish).Words : null,
            answers.Find(Contact.Note), Contact.NameOf(answers, facts), answers.Find(Contact.Phone));
        return new([new Effect.FileRequest(draft), .. Contact.Remember(answers),
            new Effect.Say(Line.Of("appointment.filed", new Slot(Line.Deadline, Time: facts.AnswerBy))),
            new Effect.Say(new("appointment.filed-next")) { Choices = [Menu.Requests, Menu.Human] }]);
    }
}
