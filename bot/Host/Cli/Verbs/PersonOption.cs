using System.Collections.Immutable;
using Assistant.Host.Control;
using Assistant.Records;
using Assistant.Records.People;

namespace Assistant.Host.Cli.Verbs;

/// <summary><c>--person ID</c>.</summary>
internal static class PersonOption
{
    /// <returns><see langword="null"/> when there is nobody of this id; that was said.</returns>
    public static async ValueTask<Person?> Find(
        ImmutableDictionary<string, string> options, IStore store, IPeople people, IControlOutput output, CancellationToken cancellationToken)
    {
        if (Guid.TryParse(options["person"], out var id))
        {
            try
            {
                return await store.Read(unit => people.Get(unit, new(id)), cancellationToken);
            }
            catch (KeyNotFoundException)
            {
                // Unknown and erased look alike.
            }
        }
        await output.Complain($"--person: there is nobody with the id \"{options["person"]}\"");
        return null;
    }
}
