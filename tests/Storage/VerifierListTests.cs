using Assistant.Storage.Families;
using Assistant.Storage.Maintenance;
using Assistant.Storage.People;

namespace Assistant.Tests.Storage;

/// <summary>Nothing sealed is passed over when a store is verified.</summary>
public sealed class VerifierListTests
{
    [Fact]
    public void Whatever_a_merge_seals_anew_is_looked_at() =>
        Assert.Empty(FamilyTables.Sealed.Select(table => table.Field).Concat(Owned.Sealed.Select(column => column.Field)).Except(Verifier.Looked.Select(column => column.Field)));
}
