using Assistant.Knowledge.Language.Concepts;

namespace Assistant.Knowledge.Faq;

/// <summary>One answer and what speaks for it.</summary>
/// <param name="Name">Its label, <c>support_person.cost</c>.</param>
/// <param name="Service">The concept of its service; empty for answers about no single one.</param>
/// <param name="Hint">The concept of what describes its service without its name; empty likewise.</param>
/// <param name="ServiceName">The service's catalogue id; <see langword="null"/> for answers about no single one.</param>
/// <param name="Base">Added when the question names its service, or none when it is about none.</param>
/// <param name="Weights">Facets and their weights.</param>
internal sealed record FaqLabel(string Name, ConceptSet Service, ConceptSet Hint, string? ServiceName, double Base, (ConceptSet Facet, double Weight)[] Weights);

/// <summary><c>Faq/labels.yaml</c> as written.</summary>
internal sealed class FaqLabelsFile
{
    /// <summary>Added when the question names the answer's service.</summary>
    public required double ServiceNamed { get; init; }

    /// <summary>Added when it names another service only.</summary>
    public required double ServiceOther { get; init; }

    /// <summary>Added when it names none though the answer is about one.</summary>
    public required double ServiceMissing { get; init; }

    /// <summary>Added instead when the answer's service was the last one talked about.</summary>
    public required double ServiceRemembered { get; init; }

    /// <summary>Added instead when the question describes the answer's service without naming any.</summary>
    public required double ServiceHinted { get; init; }

    /// <summary>Added to answers about no single service when the question names one.</summary>
    public required double GenericDespiteService { get; init; }

    /// <summary>Factor of the likeness to the nearest phrasing, which is 0 to 1.</summary>
    public required double Likeness { get; init; }

    /// <summary>Factor of the learnt logarithm of odds.</summary>
    public required double Learnt { get; init; }

    /// <summary>What only sounds like danger is a question where less than this speaks for danger rather than for any answer, as a natural logarithm.</summary>
    public required double Dangerous { get; init; }

    /// <summary>Added to <see cref="FaqMatcher.Overview"/> when the question names several services.</summary>
    public required double SeveralServices { get; init; }

    /// <summary>Factor of what is said outside the question of a long message.</summary>
    public required double Aside { get; init; }

    /// <summary>Added to <see cref="FaqMatcher.OutOfScope"/> for each word that belongs to no concept, in questions that name no service.</summary>
    public required double UnknownWord { get; init; }

    /// <summary>Most words counted for that.</summary>
    public required int UnknownWords { get; init; }

    /// <summary>Least score of an answer that is given rather than suggested.</summary>
    public required double Sure { get; init; }

    /// <summary>Least score of an answer that is suggested at all.</summary>
    public required double Near { get; init; }

    /// <summary>Least distance to the second for the same.</summary>
    public required double Margin { get; init; }

    /// <summary>The answers.</summary>
    public required List<FaqLabelFile> Labels { get; init; }
}

/// <summary>One answer as written.</summary>
internal sealed class FaqLabelFile
{
    /// <summary>Its label.</summary>
    public required string Label { get; init; }

    /// <summary>The concept of its service.</summary>
    public string? Service { get; init; }

    /// <summary>Added when the question names the answer's service, or none when it is about none.</summary>
    public double Base { get; init; }

    /// <summary>Weights by facet.</summary>
    public required Dictionary<string, double> Weights { get; init; }
}
