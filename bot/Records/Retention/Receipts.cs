namespace Assistant.Records.Retention;

/// <summary>What was erased, in numbers.</summary>
/// <param name="Number">What stands on the person's receipt.</param>
public sealed record Receipt(string Number, int Chats, int Messages, int Requests);

/// <summary>Receipts of erasures: that it happened, not to whom.</summary>
public interface IReceipts
{
    /// <summary>Counts what an erasure would remove now.</summary>
    Receipt Count(IUnit unit, PersonId person, string number);

    /// <summary>Keeps the numbers.</summary>
    void Keep(IUnit unit, Receipt receipt);
}
