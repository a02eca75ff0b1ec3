using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Appointments;

/// <summary>A parent does not want to wait in the chat for a human: somebody calls, or writes later.</summary>
public sealed class HumanDialog : Dialog
{
    /// <inheritdoc/>
    public override string Id => "human";
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [Contact.Note with { Home = null }, Contact.Answer, Contact.Phone, Contact.Name];
    /// <inheritdoc/>
    public override bool IsPersonal => true;

    /// <inheritdoc/>
    public override ImmutableDictionary<string, string> Told(Utterance said, Question? asked, Answers answers, Facts facts, Understanding with) => Contact.Told(said, asked);

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(
        [new Effect.FileRequest(new("human", null, null, null, answers.Find(Contact.Note), Contact.NameOf(answers, facts), answers.Find(Contact.Phone))),
        .. Contact.Remember(answers),
        new Effect.Say(Line.Of("human.filed", new Slot(Line.Deadline, Time: facts.AnswerBy))) { Choices = [Menu.Requests] }]);
}
