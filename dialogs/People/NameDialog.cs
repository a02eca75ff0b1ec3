using System.Collections.Immutable;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.People;

/// <summary>A worker says how colleagues and families call them; also when a name changes.</summary>
public sealed class NameDialog : Dialog
{
    /// <summary><see cref="Id"/>.</summary>
    internal const string Name = "name";

    /// <summary>Longest name, in UTF-16 units.</summary>
    private const int LongestName = 60;

    /// <summary>More words are a sentence, no name.</summary>
    private const int MostWords = 4;

    private static readonly Question<string> name = Named();

    /// <inheritdoc/>
    public override string Id => Name;
    /// <inheritdoc/>
    public override ImmutableArray<Audience> Roles => Rights.Workers;
    /// <inheritdoc/>
    public override IReadOnlyList<Step> Questions { get; } = [name];

    /// <inheritdoc/>
    public override Conclusion Conclude(Answers answers, Facts facts) => new(
        new Effect.RememberName(answers.Get(name)),
        new Effect.Say(Line.Of("name.set", new Slot("name", Words: answers.Get(name)))));

    private static Question<string> Named()
    {
        var words = Ask.Text("name", LongestName);
        return words with
        {
            Why = "name.name.why",
            FromOpening = true,
            Understand = h => h.Said.Pressed is null && (h.With.Naming.Read(h.Said.Text) ?? h.Said.Text).Trim() is var said && Knowledge.Replies.Words.Of(said).Length is > 0 and <= MostWords
                ? words.Understand(h with { Said = h.Said with { Text = said } }) : default(Reading<string>),
        };
    }
}
