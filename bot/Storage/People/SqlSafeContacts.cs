using System.Globalization;
using System.Text;
using Assistant.Records;
using Assistant.Records.People;
using Assistant.Storage.Sqlite;
using NodaTime;

namespace Assistant.Storage.People;

/// <inheritdoc cref="ISafeContacts"/>
internal sealed class SqlSafeContacts : ISafeContacts
{
    private const string Word = "code-word";

    public SafeContact Of(IUnit unit, PersonId person)
    {
        using var read = Unit.Of(unit).Sql("SELECT quiet_from, quiet_to, neutral, word IS NOT NULL, misses, locked FROM safe_contact WHERE person = @person");
        return read.Bind("@person", person.Value).Step()
            ? new(Time(read.IntOrNull(0)), Time(read.IntOrNull(1)), read.Int(2) == 1, read.Int(3) == 1, read.Int(4), read.InstantOrNull(5))
            : SafeContact.None;
    }

    public void Save(IUnit unit, PersonId person, LocalTime? quietFrom, LocalTime? quietTo, bool isNeutral)
    {
        var my = Unit.Of(unit);
        Make(my, person);
        using var update = my.Sql("UPDATE safe_contact SET quiet_from = @from, quiet_to = @to, neutral = @neutral WHERE person = @person");
        update.Bind("@from", Minutes(quietFrom)).Bind("@to", Minutes(quietTo)).Bind("@neutral", isNeutral ? 1 : 0).Bind("@person", person.Value).Run();
        my.Audit(Actions.SafeContact, person.ToString(), person);
    }

    public void SetWord(IUnit unit, PersonId person, string? word)
    {
        var my = Unit.Of(unit);
        Make(my, person);
        using var update = my.Sql("UPDATE safe_contact SET word = @word, misses = 0, locked = NULL WHERE person = @person");
        update.Bind("@person", person.Value);
        if (word is null) update.Null("@word");
        else update.Bind("@word", Hash(my, person, word));
        update.Run();
        my.Audit(word is null ? Actions.WordRemove : Actions.WordSet, person.ToString(), person);
    }

    public bool Fits(IUnit unit, PersonId person, string word)
    {
        var my = Unit.Of(unit);
        using var read = my.Sql("SELECT word FROM safe_contact WHERE person = @person AND word IS NOT NULL");
        return read.Bind("@person", person.Value).Step() && read.Hash(0) == Hash(my, person, word);
    }

    public void Tried(IUnit unit, PersonId person, bool isRight)
    {
        var my = Unit.Of(unit);
        Make(my, person);
        using var update = my.Sql("""
            UPDATE safe_contact SET misses = CASE WHEN @right = 1 OR misses + 1 >= @most THEN 0 ELSE misses + 1 END,
                locked = CASE WHEN @right = 0 AND misses + 1 >= @most THEN @until ELSE NULL END WHERE person = @person
            """);
        update.Bind("@right", isRight ? 1 : 0).Bind("@most", SafeContact.MostMisses).Bind("@until", my.Now + SafeContact.Lock).Bind("@person", person.Value).Run();
        if (!isRight) my.Audit(Actions.WordMiss, person.ToString(), person);
    }

    public void Veil(IUnit unit, ConversationId conversation, long upTo)
    {
        using var insert = Unit.Of(unit).Sql("""
            INSERT INTO veil (conversation, upto) VALUES (@conversation, @upto) ON CONFLICT (conversation) DO UPDATE SET upto = max(veil.upto, @upto)
            """);
        insert.Bind("@conversation", conversation.Value).Bind("@upto", upTo).Run();
    }

    public long VeilOf(IUnit unit, ConversationId conversation)
    {
        using var read = Unit.Of(unit).Sql("SELECT upto FROM veil WHERE conversation = @conversation");
        return read.Bind("@conversation", conversation.Value).Step() ? read.Long(0) : 0;
    }

    private static void Make(Unit my, PersonId person)
    {
        using var insert = my.Sql("INSERT INTO safe_contact (person, neutral, misses) VALUES (@person, 0, 0) ON CONFLICT (person) DO NOTHING");
        insert.Bind("@person", person.Value).Run();
    }

    /// <summary>The person's id goes into the hash: equal words of two people do not look alike.</summary>
    private static UInt128 Hash(Unit my, PersonId person, string word) => my.Pseudonyms.Of(Word, person.ToString(), Plain(word));

    /// <summary>Letters and digits alone, small, without their marks: a word is remembered by sound, and typed in a hurry.</summary>
    private static string Plain(string word)
    {
        StringBuilder text = new(word.Length);
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpaceSeparator) && char.IsLetterOrDigit(letter))
                text.Append(char.ToLowerInvariant(letter));
        // A word of signs alone is compared as it is.
        return text.Length > 0 ? text.ToString() : word.Trim();
    }

    private static long? Minutes(LocalTime? time) => time is { } known ? known.Hour * 60 + known.Minute : null;

    private static LocalTime? Time(int? minutes) => minutes is { } known ? new LocalTime(known / 60, known % 60) : null;
}
