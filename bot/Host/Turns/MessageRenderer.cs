using System.Globalization;
using System.Text.Json;
using Assistant.Dialogs.Engine;
using Assistant.Host.Configuration;
using Assistant.Knowledge;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.Messages;
using Assistant.Records.People;
using NodaTime;

namespace Assistant.Host.Turns;

/// <summary>A rendered message, with the keyboard whose handle its buttons carry.</summary>
public sealed record Rendered(Outgoing Outgoing, Message Message, Keyboard? Keyboard, Chat To);

/// <summary>From a dialogue's line to words in the reader's language.</summary>
public sealed class MessageRenderer(ITexts texts, IIds ids, Settings settings)
{
    /// <summary>How long a button can be pressed. Telegram clients keep old messages; a month covers a holiday.</summary>
    private static readonly Duration keyboardLife = Duration.FromDays(30);

    /// <summary>Said to a press on a question that is over.</summary>
    private const string passed = "engine.passed";

    /// <param name="dedupe">Unique key of the message.</param>
    /// <param name="isPulled">Whether the chat's channel reads our log.</param>
    /// <param name="deadline">Fills <see cref="Line.Deadline"/>.</param>
    /// <param name="due">When to send it; <see langword="null"/>: now. Pulled channels show it at once, unless it is queued <see cref="Outgoing.IsAhead"/>.</param>
    public Rendered Render(
        Effect.Say say, Chat to, string dedupe, Instant now, bool isPulled, bool alerts = false, LocalDateTime? deadline = null, Instant? due = null)
    {
        var lang = Langs.Parse(to.Person.Language) ?? Lang.Et;
        var register = to.Person.IsPlain ? Register.Easy : Register.Ordinary;
        var keyboard = say.Choices.Length == 0 && say.Sheet is null
            ? null
            : new Keyboard(Keyboard.HandleOf(now, ids.Token()), to.Conversation.Id, to.Person.Id, [.. say.Choices.Select(c => c.Id)], say.Prompt, now + keyboardLife);
        List<ToldTime> told = [];
        var message = new Message
        {
            Text = Words(lang, register, say.Text, deadline, told),
            Language = Registers.Tag(lang, register),
            Moments = [.. told.Select(time => new Moment(time.Start, time.Length, settings.Organisation.TimeZone.AtLeniently(time.At).ToDateTimeOffset()))],
            Buttons = keyboard is null ? [] : [.. say.Choices.Select((c, i) => new Button($"{keyboard.Handle}:{i}", Words(lang, register, c.Label, deadline)))],
            Input = say.Wanted switch
            {
                Wanted.Text => null,
                Wanted.File => new(InputKind.File, Max: HandedIn.Largest.ToString(CultureInfo.InvariantCulture), Accepts: FileKinds.Ends),
                var wanted => new(Kind(wanted), say.Bounds.Min, say.Bounds.Max),
            },
            Form = say.Sheet is { } sheet ? new(keyboard!.Handle, [.. sheet.Fields.Select(Field)], Words(lang, register, sheet.Submit, deadline)) : null,
            Chart = say.Chart is { } chart ? new(Words(lang, register, chart.Title, deadline), [.. chart.Bars.Select(bar => new Protocol.ChartBar(Words(lang, register, bar.Label, deadline), bar.Value, bar.Of))]) : null,
            File = say.File is { } file ? new(file.Name, file.MediaType, file.Content) : null,
            Alerts = alerts || say.IsSafety,
            IsUrgent = say.IsSafety,
            KeepsButtons = say.Prompt is null,
            IsPassing = say.Text.Key == passed && keyboard is null,
            // What workers read is about a case; what parents read is about themselves.
            IsConfidential = to.Person.Roles.Any(role => role != Role.Parent),
        };
        var kind = say.IsSafety ? OutgoingKind.Safety : alerts ? OutgoingKind.Reminder : OutgoingKind.Prompt;
        return new(
            new(dedupe, to.Conversation.Id, to.Person.Id, kind, JsonSerializer.Serialize(message, WireJson.Default.Message), due ?? now, isPulled),
            message, keyboard, to);

        Field Field(SheetField field) => new()
        {
            Id = field.Id, Label = Words(lang, register, field.Label, deadline), Kind = Kind(field.Kind), IsRequired = field.IsRequired, Min = field.Min,
            // The words chosen are the answer.
            Choices = [.. field.Choices.Select(choice => Words(lang, register, choice, deadline)).Select(words => new Button(words, words))],
        };
    }

    /// <summary>The line's words; a deadline known only to the Host fills the placeholder of that name.</summary>
    private string Words(Lang lang, Register register, Line line, LocalDateTime? deadline, ICollection<ToldTime>? told = null) =>
        texts.In(register).Render(lang, deadline is { } until ? line with { Slots = [new(Line.Deadline, Time: until), .. line.Slots] } : line, told);

    private static InputKind Kind(Wanted wanted) => wanted switch
    {
        Wanted.Number => InputKind.Number,
        Wanted.Date => InputKind.Date,
        Wanted.DateTime => InputKind.DateTime,
        Wanted.Phone => InputKind.Phone,
        Wanted.Time => InputKind.Time,
        Wanted.Choice => InputKind.Choice,
        _ => InputKind.Text,
    };
}
