using System.Collections.Immutable;
using System.Globalization;
using Assistant.Host.Control;
using Assistant.Host.Cli.Import;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>import FILE</c>: brings JSON Lines in, and says how many lines were new. A line that cannot be taken is named, and then nothing was written. <c>--dry-run</c> only looks.</summary>
internal sealed class ImportVerb(ImportWriter writer) : IControlVerb
{
    public string Name => "import";

    public async ValueTask<int> Run(ImmutableDictionary<string, string> options, IControlOutput output, CancellationToken cancellationToken)
    {
        try
        {
            if (options.ContainsKey("dry-run"))
            {
                var check = await writer.Look(options["file"], cancellationToken);
                await output.Say(string.Create(CultureInfo.InvariantCulture, $"{check.Lines} lines can be taken; nothing was written"));
                return 0;
            }
            var (written, known, erased) = await writer.Run(options["file"], cancellationToken);
            await output.Say(string.Create(CultureInfo.InvariantCulture, $"imported {written} lines, {known} were here already, {erased} are of families, workers, groups or members that were erased or left"));
            return 0;
        }
        catch (Exception e) when (e is ImportException or IOException or UnauthorizedAccessException)
        {
            await output.Complain($"import: {e.Message}");
            return 1;
        }
    }
}
