using Assistant.Records;
using Assistant.Records.People;
using Assistant.Records.Security;
using Assistant.Storage;
using NodaTime;

namespace Assistant.Tests.Storage;

public sealed class PeopleTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly SqliteStorage storage;

    public PeopleTests() => storage = folder.Open();

    public void Dispose()
    {
        storage.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void One_identity_is_one_person_and_language_and_name_are_kept()
    {
        var anna = storage.Meet("anna");
        Assert.Equal(anna, storage.Meet("anna") with { Roles = anna.Roles });
        Assert.Null(storage.Read(unit => storage.People.Find(unit, new("telegram", "anna"))));

        storage.Write(unit => storage.People.Save(unit, anna with { Language = "ru", Name = "Анна" }));
        var saved = storage.Read(unit => storage.People.Get(unit, anna.Id));
        Assert.Equal(("ru", "Анна", 2), (saved.Language, saved.Name, saved.Version));
        Assert.False(saved.IsPlain);
        storage.Write(unit => storage.People.Save(unit, saved with { IsPlain = true }));
        Assert.True(storage.Read(unit => storage.People.Get(unit, anna.Id)).IsPlain);
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.People.Save(unit, anna)));
        Assert.Throws<KeyNotFoundException>(() => storage.Read(unit => storage.People.Get(unit, new(Guid.Empty))));
    }

    [Fact]
    public void Roles_and_consent_are_in_force_at_once_and_every_change_is_audited_once()
    {
        var anna = storage.Meet("anna").Id;
        storage.Write(unit =>
        {
            storage.People.Grant(unit, anna, Role.Coordinator, null);
            storage.People.Grant(unit, anna, Role.Coordinator, null);
            storage.People.Consent(unit, anna, new("2", new('a', 64), "et", "webchat"));
        });
        var person = storage.Read(unit => storage.People.Get(unit, anna));
        Assert.Equal([Role.Coordinator], person.Roles);
        Assert.Equal("2", person.ConsentVersion);
        Assert.Equal([anna], storage.Read(unit => storage.People.WithRole(unit, Role.Coordinator)));

        storage.Write(unit =>
        {
            storage.People.Revoke(unit, anna, Role.Coordinator, anna);
            storage.People.WithdrawConsent(unit, anna);
            storage.People.WithdrawConsent(unit, anna);
        });
        person = storage.Read(unit => storage.People.Get(unit, anna));
        Assert.Equal([Role.Parent], person.Roles);
        Assert.Null(person.ConsentVersion);
        Assert.Equal(["role.grant.coordinator", "consent.give", "role.revoke.coordinator", "consent.withdraw"], storage.AuditRows().Select(row => row.Action));
        Assert.All(storage.AuditRows(), row => Assert.Equal(anna.ToString(), row.Subject));
    }

    [Fact]
    public void A_code_works_once_within_72_hours()
    {
        var (anna, berta) = (storage.Meet("anna").Id, storage.Meet("berta").Id);
        var code = storage.Write(unit => storage.Invitations.Issue(unit, Role.SupportPerson, null));
        var late = storage.Write(unit => storage.Invitations.Issue(unit, Role.SupportPerson, null));
        Assert.Equal((CodeState.Good, Role.SupportPerson), Look(code, anna));
        Assert.Equal(CodeState.Unknown, Look("AAAAAAAAAAAAAAAAAAAAAA", anna).State);
        storage.Write(unit => storage.Invitations.Redeem(unit, code, anna));
        Assert.Equal([Role.SupportPerson], storage.Read(unit => storage.People.Get(unit, anna)).Roles);
        Assert.Equal(CodeState.Used, Look(code, berta).State);
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Invitations.Redeem(unit, code, berta)));

        folder.Clock.Now += Duration.FromHours(72);
        Assert.Equal(CodeState.Expired, Look(late, berta).State);
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Invitations.Redeem(unit, late, berta)));
    }

    [Fact]
    public void Five_wrong_codes_in_an_hour_shut_the_door_for_that_person_alone()
    {
        var (anna, berta) = (storage.Meet("anna").Id, storage.Meet("berta").Id);
        var code = storage.Write(unit => storage.Invitations.Issue(unit, Role.Coordinator, null));
        for (var n = 0; n < 5; n++)
        {
            Assert.Equal(CodeState.Good, Look(code, anna).State);
            storage.Write(unit => storage.Invitations.Missed(unit, anna));
        }
        Assert.Equal(CodeState.TooManyTries, Look(code, anna).State);
        Assert.Throws<ConflictException>(() => storage.Write(unit => storage.Invitations.Redeem(unit, code, anna)));
        Assert.Equal(CodeState.Good, Look(code, berta).State);
        folder.Clock.Now += Duration.FromHours(1);
        Assert.Equal(CodeState.Good, Look(code, anna).State);
    }

    [Fact]
    public async Task Of_fifty_who_race_for_a_code_exactly_one_wins()
    {
        var racers = Enumerable.Range(0, 50).Select(n => storage.Meet($"racer-{n}").Id).ToArray();
        for (var round = 0; round < 20; round++)
        {
            var code = storage.Write(unit => storage.Invitations.Issue(unit, Role.Coordinator, null));
            var outcomes = await Task.WhenAll(racers.Select(racer => Task.Run(async () =>
            {
                try
                {
                    return await storage.Store.Write(unit =>
                    {
                        storage.Invitations.Redeem(unit, code, racer);
                        return true;
                    }, CancellationToken.None);
                }
                catch (ConflictException)
                {
                    return false;
                }
            })));
            Assert.Equal(1, outcomes.Count(hasWon => hasWon));
        }
    }

    [Fact]
    public void A_concern_stays_open_until_the_first_coordinator_acknowledges_it()
    {
        var chat = storage.Chat("anna");
        var coordinator = storage.Meet("berta").Id;
        SafetyEvent concern = new(Guid.CreateVersion7(), chat.Person, chat.Id, "now", "violence_at_home", folder.Clock.Now, null);
        storage.Write(unit => storage.Safety.Raise(unit, concern));
        Assert.Equal(concern, Assert.Single(storage.Read(storage.Safety.Open)));
        Assert.True(storage.Write(unit => storage.Safety.Acknowledge(unit, concern.Id, coordinator)));
        Assert.False(storage.Write(unit => storage.Safety.Acknowledge(unit, concern.Id, coordinator)));
        Assert.Empty(storage.Read(storage.Safety.Open));
    }

    [Fact]
    public void Questions_without_an_answer_are_counted_by_day_and_language()
    {
        storage.Write(unit => storage.Unanswered.Count(unit, "ru"));
        storage.Write(unit => storage.Unanswered.Count(unit, "ru"));
        Assert.Equal(2, storage.Read(unit => storage.Unanswered.Of(unit, new(2026, 3, 2), "ru")));
        Assert.Equal(0, storage.Read(unit => storage.Unanswered.Of(unit, new(2026, 3, 2), "et")));
    }

    private (CodeState State, Role Role) Look(string code, PersonId by) => storage.Read(unit => storage.Invitations.Look(unit, code, by));
}
