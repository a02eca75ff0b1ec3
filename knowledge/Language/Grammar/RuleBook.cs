using Assistant.Knowledge.Language.Grammar.Rules;

namespace Assistant.Knowledge.Language.Grammar;

/// <summary>The rules of each language: what is common and what is its own.</summary>
internal static class RuleBook
{
    public static RuleTable For(Lang lang)
    {
        var table = new RuleTable();
        NumberRules.Add(table, lang);
        AmountRules.Add(table, lang);
        ClockRules.Add(table, lang);
        DateRules.Add(table, lang);
        RangeRules.Add(table, lang);
        SetRules.Add(table, lang);
        switch (lang)
        {
            case Lang.Et: EstonianRules.Add(table); break;
            case Lang.Ru: RussianRules.Add(table); break;
            default: EnglishRules.Add(table); break;
        }
        return table;
    }
}
