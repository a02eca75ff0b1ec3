using Microsoft.Extensions.DependencyInjection;

namespace Assistant.Storage;

/// <summary>Hands the ports of an open store to the container.</summary>
public static class StorageRegistration
{
    /// <summary>Registers <paramref name="storage"/> and its ports. The caller opened it and closes it, after everything that uses it.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, SqliteStorage storage) => services
        .AddSingleton(storage)
        .AddSingleton(storage.Ids)
        .AddSingleton(storage.Store)
        .AddSingleton(storage.People)
        .AddSingleton(storage.Conversations)
        .AddSingleton(storage.Inbox)
        .AddSingleton(storage.Outbox)
        .AddSingleton(storage.Keyboards)
        .AddSingleton(storage.Appointments)
        .AddSingleton(storage.Invitations)
        .AddSingleton(storage.Audit)
        .AddSingleton(storage.Safety)
        .AddSingleton(storage.Relays)
        .AddSingleton(storage.Duty)
        .AddSingleton(storage.Alerts)
        .AddSingleton(storage.Families)
        .AddSingleton(storage.Cases)
        .AddSingleton(storage.Contracts)
        .AddSingleton(storage.CaseDocuments)
        .AddSingleton(storage.Learning)
        .AddSingleton(storage.Goals)
        .AddSingleton(storage.Visits)
        .AddSingleton(storage.Municipalities)
        .AddSingleton(storage.Referrals)
        .AddSingleton(storage.Households)
        .AddSingleton(storage.Overviews)
        .AddSingleton(storage.Groups)
        .AddSingleton(storage.Materials)
        .AddSingleton(storage.Broadcasts)
        .AddSingleton(storage.Unanswered)
        .AddSingleton(storage.Retention)
        .AddSingleton(storage.Erasure)
        .AddSingleton(storage.Profiles)
        .AddSingleton(storage.SafeContacts)
        .AddSingleton(storage.Staff)
        .AddSingleton(storage.LinkCodes)
        .AddSingleton(storage.Held)
        .AddSingleton(storage.Receipts);
}
