namespace Assistant.Knowledge.Language.Grammar;

/// <summary>Classes of words and of what grows from them. A lexicon names its words' classes by these names.</summary>
internal enum Sym : byte
{
    None,
    // numbers
    Num, Ord, Point, Minus, Half, Quarter, ThreeQuarters, HalfMore, Dozen, Part10, Scale,
    // words with a value
    Unit, Weekday, Month, DayPart, Day, Season, Feast, AmPm, Noon, Midnight, Now, Roman, AgeNoun, LongNoun, PersonDat, UnitBy, WeekdayBy, PartBy,
    // words with a role
    This, Next, Last, AfterNext, BeforeLast, Ago, After, Before, In, From, Until, At, On, By, Within, Apart, For, About, And, Or, Of, The, A, Every, Other,
    PastHour, ToHour, OverHour, OClock, Hour, Minute, Between, Times, Once, Beginning, Middle, End, Rest, Early, Late, Week, YearWord, Date0, Long, Whole, Few, Couple,
    Old, Aged, Later, Hence, Around, During, Only, Than, Least, Most, But, AgoWord, Cue, Weekday0, Stop, Day0, More, Since, LastDay, Together, Year0, Zero, Numeral, Stretch, Same, FromNow, Moon, Zone, Per, EndOf,
    // marks
    Dash, Slash, Dot, Comma, Colon, Open, Close, Prime, SecondPrime, Ampersand, AtSign, Caret, Percent,
    // what grows
    Date, Period, Clock, Range, Amount, Moment, Stretch1, Set, Age, Phrase, Seasonal, Fraction, Freq, Nth,
}
