using System.Collections.Immutable;
using NodaTime;

namespace Assistant.Records.People;

/// <summary>What somebody may do here. A person may have several; none means parent.</summary>
public enum Role
{
    /// <summary>Anybody who writes to us; the default.</summary>
    Parent,
    /// <summary>Tugiisik.</summary>
    SupportPerson,
    /// <summary>Koordinaator: answers requests.</summary>
    Coordinator,
    /// <summary>KOV lastekaitse- või sotsiaaltöötaja.</summary>
    Caseworker,
    /// <summary>Keeps the installation running; sees no case.</summary>
    Administrator,
    /// <summary>Perenõustaja: counsels whole families ("Perede nõustamine").</summary>
    Counsellor,
}

/// <summary>Who writes, as the channel knows them. Only immutable ids, never names or phone numbers.</summary>
/// <param name="Channel"><c>webchat</c>, <c>terminal</c>, <c>telegram</c>, <c>msteams</c>.</param>
/// <param name="External">The channel's own id of the user (Teams: tenant id + aadObjectId).</param>
public sealed record ChannelIdentity(string Channel, string External);

/// <summary>Somebody we talk to. Before consent only this shell exists.</summary>
/// <param name="Language">ISO 639-1 code: <c>et</c>, <c>ru</c>, <c>en</c>.</param>
/// <param name="Roles">Never empty; <see cref="Role.Parent"/> when no code was redeemed.</param>
/// <param name="ConsentVersion">Version of the consent text in force for this person; <see langword="null"/>: none given, or withdrawn.</param>
/// <param name="Name">How the person wants to be called, sealed at rest; <see langword="null"/> until told.</param>
/// <param name="Version">Optimistic version.</param>
public sealed record Person(
    PersonId Id, string Language, ImmutableArray<Role> Roles, string? ConsentVersion, string? Name, Instant Since, int Version)
{
    /// <summary>Wants to be spoken to in easy words, in languages that have them.</summary>
    public bool IsPlain { get; init; }
}

/// <summary>People and how channels know them.</summary>
public interface IPeople
{
    /// <returns>The person with this identity, or <see langword="null"/>.</returns>
    Person? Find(IUnit unit, ChannelIdentity identity);

    /// <exception cref="KeyNotFoundException">No such person (or erased).</exception>
    Person Get(IUnit unit, PersonId id);

    /// <returns>The person with this identity; met now for the first time if need be, with a data key of their own.</returns>
    Person Meet(IUnit unit, ChannelIdentity identity, string language);

    /// <summary>Somebody brought from elsewhere, under an id that stays the same each time; no channel knows them yet.</summary>
    /// <returns>False: they are here already.</returns>
    bool Bring(IUnit unit, PersonId id, string language);

    /// <summary>Saves language, register and name.</summary>
    /// <exception cref="ConflictException">The person changed since it was read.</exception>
    void Save(IUnit unit, Person person);

    /// <summary>Gives a role; audited.</summary>
    void Grant(IUnit unit, PersonId person, Role role, PersonId? by);

    /// <summary>Takes a role away; in force on the next turn; audited.</summary>
    void Revoke(IUnit unit, PersonId person, Role role, PersonId? by);

    /// <returns>Everybody who has <paramref name="role"/> now, oldest grant first.</returns>
    ImmutableArray<PersonId> WithRole(IUnit unit, Role role);

    /// <summary>Records consent to the text with this version and hash; audited.</summary>
    void Consent(IUnit unit, PersonId person, ConsentGiven consent);

    /// <returns>When the consent in force was given; <see langword="null"/>: there is none.</returns>
    Instant? ConsentedAt(IUnit unit, PersonId person);

    /// <summary>Withdraws consent; in force on the next turn; audited.</summary>
    void WithdrawConsent(IUnit unit, PersonId person);
}

/// <summary>A consent as it was given.</summary>
/// <param name="TextHash">SHA-256 of the exact sentences shown, lower-case hex.</param>
public sealed record ConsentGiven(string Version, string TextHash, string Language, string Channel);
