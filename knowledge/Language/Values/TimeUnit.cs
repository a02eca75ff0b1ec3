namespace Assistant.Knowledge.Language.Values;

/// <summary>Units of time people count in, smallest first.</summary>
public enum TimeUnit : byte
{
    /// <summary>Second.</summary>
    Second,
    /// <summary>Minute.</summary>
    Minute,
    /// <summary>Hour.</summary>
    Hour,
    /// <summary>Day.</summary>
    Day,
    /// <summary>Monday to Friday.</summary>
    WorkDay,
    /// <summary>Saturday and Sunday.</summary>
    Weekend,
    /// <summary>Week, from Monday.</summary>
    Week,
    /// <summary>Two weeks.</summary>
    Fortnight,
    /// <summary>Calendar month.</summary>
    Month,
    /// <summary>Three calendar months.</summary>
    Quarter,
    /// <summary>Calendar year.</summary>
    Year,
    /// <summary>Ten years.</summary>
    Decade,
    /// <summary>Hundred years.</summary>
    Century,
    /// <summary>Thousand years.</summary>
    Millennium,
}
