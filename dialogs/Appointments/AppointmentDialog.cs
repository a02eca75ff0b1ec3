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

    private static readonly Question<ImmutableArray<WishedTime>> wish = Times.Several("wish") with
    {
        FromOpening = true,
        IsOptional = true,
        SkipLabel = "appointment.any-time",
        Then = static (times, _, facts) => [new Effect.Say(times is [var only]
            ? Line.Of("appointment.wish.echo", only.Shown("time", facts.Now))
            : Line.Of("appointment.wish.echo-several", new Slot("times", Line: Times.Or(times.Select(time => Times.Said(time, facts.Now))))))],
        Why = "appointment.wish.why",
    };
    private static readonly Question<LocalTime> hour = Ask.Hour("hour", answers => answers.Get(wish)[0].Date) with
    {
        // Of several days the coordinator chooses one, and offers an hour.
        When = static (answers, _) => answers.Has(wish) && answers.Get(wish) is [{ Time: null }],
        IsOptional = true,
        SkipLabel = "appointment.any-hour",
        InReview = false,
        Why = "appointment.wish.why",
    };
    private static readonly Question<string> place = Times.Place(Contact.PlaceId) with { IsOptional = true, SkipLabel = "appointment.any-place", Why = "appointment.place.why" };
    private readonly Question<string> service;

    /// <param name="services">What an appointment can be about.</param>
    public AppointmentDialog(ServiceCatalogue services)
    {
        service = Ask.OneOf("service", [.. services.All.Select(found => new Option(found.Id, $"services.{found.Id}.name")), Worry]) with { FromOpening = true, Why = "appointment.service.why" };
        Questions = [service, wish, hour, place, Contact.Answer, Contact.Phone, Contact.Name, Contact.Note];
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
    public override ImmutableDictionary<string, string> Told(Utterance said, Question? asked, Answers answers, Facts facts, Understanding with) => Contact.Told(said, asked);

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts)
    {
        ImmutableArray<WishedTime> times = answers.Has(wish) ? answers.Get(wish) : [];
        if (times is [{ Time: null } day] && answers.Has(hour))
            times = [day with { Time = answers.Get(hour) }];
        var draft = new RequestDraft("appointment", answers.Get(service) is Worry ? null : answers.Get(service), times is [var first, ..] ? first.Local : null,
            times is [{ Words: var words }, ..] ? words : null, answers.Find(Contact.Note), Contact.NameOf(answers, facts), answers.Find(Contact.Phone))
        {
            WishUntil = times is [{ Until: var until }, ..] ? until : null,
            OtherWishes = [.. times.Skip(1).Select(time => time.Local)],
            Place = answers.Find(place),
        };
        return new([new Effect.FileRequest(draft), .. Contact.Remember(answers),
            new Effect.Say(Line.Of("appointment.filed", new Slot(Line.Deadline, Time: facts.AnswerBy))),
            new Effect.Say(new("appointment.filed-next")) { Choices = [Menu.Requests, Menu.Human] }]);
    }
}
