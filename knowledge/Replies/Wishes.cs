using System.Collections.Immutable;
using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Replies;

/// <summary>What people ask of the program itself that is answered in a sentence.</summary>
public enum Remark
{
    /// <summary>Nothing of the kind.</summary>
    None,
    /// <summary>Are you a robot? Who are you?</summary>
    WhoAreYou,
    /// <summary>Who sees what I write?</summary>
    WhoSees,
    /// <summary>A wish that other offices answer: money, food, a lawyer, a speech therapist.</summary>
    Elsewhere,
}

/// <summary>Recognises, in free and inflected words, what people wish for that the menu offers too. Data: <c>Replies/Wishes/{lang}/words.yaml</c>. Thread-safe.</summary>
public sealed class Wishes
{
    /// <summary>Longest text read as a wish, in UTF-16 units; more is a story.</summary>
    private const int LongestText = 120;
    /// <summary>Most words of a wish about ourselves; more tell a story.</summary>
    private const int MostWords = 14;
    /// <summary>Most words of a wish for what others do, and of one that names nothing else.</summary>
    private const int MostElsewhere = 8, FewWords = 3;

    private readonly ConceptLexicon lexicon = ConceptLexicon.Load("Replies/Wishes", "words");
    private readonly ConceptSet hinders;
    private readonly ImmutableArray<(Command Command, Rule Rule)> commands;
    private readonly ImmutableArray<(Remark Remark, Rule Rule)> remarks;

    /// <summary>Every one of these, and none of those.</summary>
    private sealed record Rule(ImmutableArray<ConceptSet> All, ConceptSet None, int MostWords);

    /// <summary>Reads the words.</summary>
    public Wishes()
    {
        hinders = Any("ask|not");
        remarks =
        [
            (Remark.WhoAreYou, Rules(MostWords, "", "whoareyou")),
            (Remark.WhoAreYou, Rules(MostWords, "kid", "areyou", "bot")),
            (Remark.WhoSees, Rules(MostWords, "thing", "sees")),
            (Remark.Elsewhere, Rules(MostElsewhere, "ask|not|thing", "want", "elsewhere")),
            (Remark.Elsewhere, Rules(FewWords, "ask|not|thing", "elsewhere")),
        ];
        commands =
        [
            (Command.Human, Rules(MostWords, "", "nobody")),
            (Command.Human, Rules(MostWords, "", "complain")),
            (Command.Human, Rules(MostWords, "not|kid", "callme")),
            (Command.Human, Rules(MostWords, "nottalk|kid", "talk", "human")),
            (Command.MyData, Rules(MostWords, "kid", "aboutme", "know|erase")),
            (Command.MyData, Rules(FewWords + 1, "kid|meeting|mymeeting", "erase", "everything")),
            (Command.Et, Rules(FewWords, "thing|not|kid", "langet")),
            (Command.Ru, Rules(FewWords, "thing|not|kid", "langru")),
            (Command.En, Rules(FewWords, "thing|not|kid", "langen")),
            (Command.Et, Rules(MostElsewhere, "thing|not|kid", "speak", "langet")),
            (Command.Ru, Rules(MostElsewhere, "thing|not|kid", "speak", "langru")),
            (Command.En, Rules(MostElsewhere, "thing|not|kid", "speak", "langen")),
            (Command.Language, Rules(MostElsewhere, "thing|kid", "speak", "langother")),
            (Command.Requests, Rules(MostWords, "thing", "cantcome|later")),
            (Command.Requests, Rules(MostWords, "thing", "alter", "meeting|mymeeting")),
            (Command.Requests, Rules(MostElsewhere, "kid", "mymeeting")),
            (Command.Appointment, new([Any("book")], hinders, int.MaxValue)),
            (Command.Appointment, new([Any("want"), Any("meet")], hinders, int.MaxValue)),
        ];
    }

    /// <summary>What the menu offers too.</summary>
    /// <returns><see cref="Command.Appointment"/> when the text asks to meet, not when it asks about meetings or says no; <see cref="Command.None"/> for a story.</returns>
    public Command Read(string text, Lang? lang)
    {
        if (text.Length > LongestText)
            return Command.None;
        var said = Tagged.Read(lexicon, text, lang);
        foreach (var (command, rule) in commands)
            if (Holds(rule, said))
                return command;
        return Command.None;
    }

    /// <summary>What is asked of the program itself, or of other offices.</summary>
    public Remark ReadRemark(string text, Lang? lang)
    {
        if (text.Length > LongestText)
            return Remark.None;
        var said = Tagged.Read(lexicon, text, lang);
        foreach (var (remark, rule) in remarks)
            if (Holds(rule, said))
                return remark;
        return Remark.None;
    }

    private static bool Holds(Rule rule, Tagged said)
    {
        if (said.Words.Length > rule.MostWords || said.All.Meets(rule.None))
            return false;
        foreach (var one in rule.All)
            if (!said.All.Meets(one))
                return false;
        return true;
    }

    private Rule Rules(int mostWords, string none, params ReadOnlySpan<string> all)
    {
        var sets = ImmutableArray.CreateBuilder<ConceptSet>(all.Length);
        foreach (var names in all)
            sets.Add(Any(names));
        return new(sets.MoveToImmutable(), none.Length == 0 ? default : Any(none), mostWords);
    }

    private ConceptSet Any(string names) => lexicon.Names.Any(names);
}
