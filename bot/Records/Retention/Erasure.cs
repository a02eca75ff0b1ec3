namespace Assistant.Records.Retention;

/// <summary>Erases people for good.</summary>
public interface IErasure
{
    /// <summary>
    /// Destroys the person's data key, so that nothing sealed with it opens any more, old data backups included, and removes their rows.
    /// Requests and safety events lose their words, audit rows hold only random ids and stay. Audited; does nothing for somebody unknown.
    /// </summary>
    /// <param name="by">Who decided; <see langword="null"/>: retention.</param>
    void Erase(IUnit unit, PersonId person, PersonId? by);

    /// <summary>Whether a person or family of this id was erased here, or a family lives on in another.</summary>
    bool IsErased(IUnit unit, Guid owner);
}
