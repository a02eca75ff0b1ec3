namespace Assistant.Knowledge;

/// <summary>How plainly we speak to somebody. What is understood does not depend on it.</summary>
public enum Register
{
    /// <summary>As everybody speaks.</summary>
    Ordinary,
    /// <summary>Easy Estonian (lihtne keel): short main clauses, everyday words, one thought a sentence. Other languages have their ordinary texts only.</summary>
    Easy,
}

/// <summary>Between a language with its register and its tag.</summary>
public static class Registers
{
    /// <summary>Easy Estonian, as tag, folder of texts and choice.</summary>
    public const string EasyEstonian = "et-easy";

    /// <returns><c>et</c>, <c>ru</c>, <c>en</c> or <c>et-easy</c>.</returns>
    public static string Tag(Lang lang, Register register) => lang == Lang.Et && register == Register.Easy ? EasyEstonian : lang.Code();

    /// <returns>The register that a tag names; case does not matter. <see cref="Langs.Parse"/> tells its language.</returns>
    public static Register Of(string? tag) => string.Equals(tag, EasyEstonian, StringComparison.OrdinalIgnoreCase) ? Register.Easy : Register.Ordinary;
}
