using Assistant.Knowledge;
using Assistant.Knowledge.Faq;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Moments;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Questions;
using Assistant.Knowledge.Replies;
using Assistant.Knowledge.Safety;

namespace Assistant.Dialogs.Engine;

/// <summary>Everything that reads what people say. One instance serves everybody.</summary>
public sealed record Understanding
{
    /// <summary>Labels of choices, which people type instead of tapping.</summary>
    public required ITexts Texts { get; init; }
    /// <summary>Short replies.</summary>
    public ReplyReader Replies { get; init; } = new();
    /// <summary>What is changed at a review by its name.</summary>
    public Amends Amends { get; init; } = new();
    /// <summary>Questions to us at the end of a note.</summary>
    public NoteQuestions NoteQuestions { get; init; } = new();
    /// <summary>Words that are understood at any point.</summary>
    public Commands Commands { get; init; } = new();
    /// <summary>What the menu offers, wished for in free words.</summary>
    public Wishes Wishes { get; init; } = new();
    /// <summary>Where people wish to meet.</summary>
    public Places Places { get; init; } = new();
    /// <summary>Names people give themselves.</summary>
    public Naming Naming { get; init; } = new();
    /// <summary>In which language somebody writes.</summary>
    public SpokenLanguage Languages { get; init; } = new();
    /// <summary>Wished times.</summary>
    public IMoments Moments { get; init; } = new SpokenMoments(Recognition.Shared);
    /// <summary>Questions about the services.</summary>
    public IQuestions Questions { get; init; } = new NoQuestions();
    /// <summary>Dictated notes of visits.</summary>
    public NoteReader Notes { get; init; } = NoteReader.Default;
    /// <summary>Danger.</summary>
    public Func<string, Lang?, CrisisReading> Crisis { get; init; } = FaqMatcher.Default.Danger;

    /// <summary>Labels as words. Made with the first reply.</summary>
    internal Labels Labels => labels ?? Interlocked.CompareExchange(ref labels, new(Texts, Replies), null) ?? labels;
    private Labels? labels;
}
