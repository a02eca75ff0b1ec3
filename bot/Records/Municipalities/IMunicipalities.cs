using System.Collections.Immutable;

namespace Assistant.Records.Municipalities;

/// <summary>
/// Whom a municipality's workers work for. Each has one municipality, named as families' municipalities are, and reaches only what is that municipality's
/// ("Tugiisikuteenus": omavalitsuse töötaja kontrollib lepingus püstitatud eesmärkide täitmist).
/// </summary>
public interface IMunicipalities
{
    /// <summary>A worker works for this municipality from now on, and for no other; audited.</summary>
    void Tie(IUnit unit, PersonId caseworker, string municipality, PersonId? by);

    /// <returns>The municipality a worker works for; <see langword="null"/>: none.</returns>
    string? Of(IUnit unit, PersonId caseworker);

    /// <returns>Who works for a municipality and has the role now, the longest there first.</returns>
    ImmutableArray<PersonId> CaseworkersOf(IUnit unit, string municipality);

    /// <returns>Families with a contract with the municipality, the newest contract first.</returns>
    ImmutableArray<FamilyId> FamiliesOf(IUnit unit, string municipality, int limit);
}
