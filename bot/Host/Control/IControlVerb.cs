using System.Collections.Immutable;

namespace Assistant.Host.Control;

/// <summary>A verb that runs where the store is open: in the running host when there is one, else in the process of the command line.</summary>
public interface IControlVerb
{
    /// <summary>As typed.</summary>
    string Name { get; }

    /// <returns>Exit code: 0 all well, 1 something is wrong and was told.</returns>
    ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken);
}

/// <summary>Where a verb writes, wherever it runs.</summary>
public interface IControlOutput
{
    /// <summary>One line for the standard output.</summary>
    ValueTask Say(string line);

    /// <summary>One line for the standard error.</summary>
    ValueTask Complain(string line);
}
