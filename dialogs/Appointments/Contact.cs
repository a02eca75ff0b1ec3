using System.Collections.Immutable;
using Assistant.Dialogs.Engine;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs.Appointments;

/// <summary>The questions about how to answer somebody, the same wherever they are asked.</summary>
internal static class Contact
{
    private const string Texts = "contact";
    /// <summary>Longest name, in UTF-16 units.</summary>
    private const int LongestName = 60;

    /// <summary>Id of the question where to meet, in dialogues that ask it.</summary>
    public const string PlaceId = "place";

    public static readonly Question<string> Answer = Ask.OneOf("answer", "here", "phone") with { Home = Texts, Why = "contact.answer.why" };

    public static readonly Question<string> Phone = Ask.Phone("phone") with
    {
        // To meet by phone a number is needed, however we answer before.
        When = static (answers, _) => answers.Find(Answer) == "phone" || answers.AsText.GetValueOrDefault(PlaceId) == "phone",
        Home = Texts,
        Why = "contact.phone.why",
    };

    public static readonly Question<string> Name = Ask.Text("name", LongestName) with
    {
        When = static (_, facts) => facts.Name is null,
        Home = Texts,
        IsOptional = true,
        Why = "contact.name.why",
    };

    public static readonly Question<string> Note = Ask.Text("note") with { Home = Texts, IsOptional = true, Why = "contact.note.why" };

    /// <summary>A number in answer to how to answer is how, and the number.</summary>
    public static ImmutableDictionary<string, string> Told(Utterance said, Question? asked) => asked?.Id == Answer.Id && ReplyReader.Phone(said.Text) is { } number
        ? ImmutableDictionary<string, string>.Empty.Add(Answer.Id, "phone").Add(Phone.Id, number) : ImmutableDictionary<string, string>.Empty;

    public static string? NameOf(Answers answers, Facts facts) => answers.Find(Name) ?? facts.Name;

    public static IEnumerable<Effect> Remember(Answers answers) => answers.Find(Name) is { } name ? [new Effect.RememberName(name)] : [];
}
