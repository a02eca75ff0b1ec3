using Assistant.Dialogs;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;

namespace Assistant.Tests.Dialogs;

/// <summary>What is typed for a command.</summary>
internal static class CommandWords
{
    private static readonly ILookup<string, string> english = WordLists.Phrases("commands").Where(one => one.File == $"Replies/{Lang.En.Code()}/commands.yaml").ToLookup(one => one.Meaning, one => one.Phrase);

    /// <returns>The first English words of it.</returns>
    public static string Of(Command command) => english[command switch { Command.En => "en", _ => Rights.Kebab(command.ToString()) }].First();
}
