using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Replies;

/// <summary>Recognises, in free and inflected words, what people wish for that the menu offers too. Data: <c>Replies/Wishes/{lang}/words.yaml</c>. Thread-safe.</summary>
public sealed class Wishes
{
    /// <summary>Longest text read as a wish, in UTF-16 units; more is a story.</summary>
    private const int LongestText = 120;

    private readonly ConceptLexicon lexicon = ConceptLexicon.Load("Replies/Wishes", "words");
    private readonly ConceptSet want, meet, book, hinders;

    /// <summary>Reads the words.</summary>
    public Wishes()
    {
        (want, meet, book) = (lexicon.Names.Any("want"), lexicon.Names.Any("meet"), lexicon.Names.Any("book"));
        hinders = lexicon.Names.Any("ask") | lexicon.Names.Any("not");
    }

    /// <returns><see cref="Command.Appointment"/> when the text asks to meet; not when it asks about meetings or says no.</returns>
    public Command Read(string text, Lang? lang)
    {
        if (text.Length > LongestText)
            return Command.None;
        var said = Tagged.Read(lexicon, text, lang).All;
        return !said.Meets(hinders) && (said.Meets(book) || said.Meets(want) && said.Meets(meet)) ? Command.Appointment : Command.None;
    }
}
