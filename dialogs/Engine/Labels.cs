using System.Collections.Concurrent;
using Assistant.Knowledge;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs.Engine;

/// <summary>Labels of choices as words to compare, each worked out once: texts do not change while we run.</summary>
internal sealed class Labels(ITexts texts, ReplyReader replies)
{
    private readonly ConcurrentDictionary<(string Label, string? Slot), ChoiceWords> known = new();

    public ChoiceWords Of(Line label) => label.Slots switch
    {
        [] => known.GetOrAdd((label.Key, null), static (_, with) => with.Home.Make(with.Label), (Home: this, Label: label)),
        [{ Key: { } slot }] => known.GetOrAdd((label.Key, slot), static (_, with) => with.Home.Make(with.Label), (Home: this, Label: label)),
        // What people wrote, and times, are not kept.
        _ => Make(label),
    };

    /// <summary>Whether the words are the text of the key in one of the languages, word for word.</summary>
    public bool Is(string[] words, string key) => Of(new(key)).IsLabel(words);

    private ChoiceWords Make(Line label) => replies.WordsOf(label.Key, [.. Langs.All.Select(lang => texts.Render(lang, label)), texts.In(Register.Easy).Render(Lang.Et, label)]);
}
