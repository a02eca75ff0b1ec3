using Assistant.Records;
using Assistant.Records.Conversations;
using Assistant.Records.Messages;
using Assistant.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Assistant.Tests.Storage;

/// <summary>Random units, some failing, sent to the writer together, with restarts between: the store holds what a list in memory would.</summary>
public sealed class StoreModelTests
{
    private const int Chats = 3, Keys = 6;

    /// <param name="What">0 take, 1 finish, 2 save, 3 save on an old version, 4 queue, 5 claim, 6 settle as sent, 7 settle to try again.</param>
    private sealed record Step(int What, int Chat, int Key);

    private sealed record Work(Step[] Steps, bool Fails);

    /// <summary>Waves are sent without waiting in between; after each the store is closed and opened.</summary>
    private static readonly Gen<Work[][]> waves =
        (from fails in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
         from steps in (from what in Gen.Choose(0, 7) from chat in Gen.Choose(0, Chats - 1) from key in Gen.Choose(0, Keys - 1) select new Step(what, chat, key)).NonEmptyListOf()
         select new Work([.. steps.Take(6)], fails)).ArrayOf().ArrayOf().Resize(12);

    [Fact]
    public void Whatever_units_run_in_whatever_batches_the_store_holds_what_the_successful_ones_did() =>
        Prop.ForAll(waves.ToArbitrary(), Check).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithQuietOnSuccess(true));

    private static void Check(Work[][] waves)
    {
        using var folder = new StoreFolder();
        var model = new Model();
        StoredConversation[] chats;
        using (var storage = folder.Open()) chats = [.. Enumerable.Range(0, Chats).Select(n => storage.Chat($"user-{n}"))];
        foreach (var chat in chats) model.Versions.Add(chat.Version);
        foreach (var wave in waves)
        {
            using var storage = folder.Open();
            var running = wave.Select(work => (work, Task: storage.Store.Write(unit => Run(storage, unit, chats, work), CancellationToken.None).AsTask())).ToArray();
            foreach (var (work, task) in running)
            {
                var expected = model.Copy();
                if (expected.Run(work))
                {
                    Assert.Equal(expected.LastAnswers, task.GetAwaiter().GetResult());
                    model = expected;
                }
                else Assert.ThrowsAny<Exception>(() => task.GetAwaiter().GetResult());
            }
            Compare(storage, chats, model);
        }
        using (var storage = folder.Open())
        {
            Compare(storage, chats, model);
            Assert.Empty(storage.Verify().Findings);
        }
    }

    private static string Run(SqliteStorage storage, IUnit unit, StoredConversation[] chats, Work work)
    {
        List<string> answers = [];
        foreach (var step in work.Steps)
        {
            var chat = chats[step.Chat];
            switch (step.What)
            {
                case 0:
                    answers.Add(storage.Inbox.Take(unit, chat.Id, chat.Person, "webchat", $"{step.Chat}/{step.Key}", $"in {step.Key}") is null ? "known" : "new");
                    break;
                case 1:
                    var item = storage.Inbox.Pending(unit).FirstOrDefault(item => item.External == $"{step.Chat}/{step.Key}");
                    answers.Add(item is null ? "none" : storage.Inbox.Done(unit, item) ? "done" : "was done");
                    break;
                case 2 or 3:
                    var version = storage.Conversations.Get(unit, chat.Id).Version - (step.What - 2);
                    storage.Conversations.Save(unit, chat.Id, version, $"state {step.Key}");
                    break;
                case 4:
                    answers.Add(storage.Outbox.Queue(unit, [new($"{step.Chat}/{step.Key}", chat.Id, chat.Person, OutgoingKind.Prompt, $"out {step.Chat}/{step.Key}", unit.Now, false)]).ToString());
                    break;
                case 5:
                    answers.Add(string.Join(',', storage.Outbox.Claim(unit, Chats, Chats).Select(claim => claim.Body)));
                    break;
                default:
                    var sending = storage.Outbox.Log(unit, chat.Id, 0, 1000).Where(entry => entry.Body == $"out {step.Chat}/{step.Key}").Select(entry => entry.Sequence).FirstOrDefault(-1);
                    storage.Outbox.Settle(unit, sending, step.What == 6 ? OutgoingState.Sent : OutgoingState.Due, unit.Now, null, null);
                    break;
            }
        }
        return work.Fails ? throw new InvalidOperationException("meant to") : string.Join(';', answers);
    }

    private static void Compare(SqliteStorage storage, StoredConversation[] chats, Model model)
    {
        Assert.Equal(model.Inbox.Where(item => !item.IsDone).Select(item => item.Name), storage.Read(storage.Inbox.Pending).Select(item => item.External));
        for (var n = 0; n < Chats; n++)
        {
            var chat = storage.Read(unit => storage.Conversations.Get(unit, chats[n].Id));
            Assert.Equal((model.Versions[n], model.States.GetValueOrDefault(n, "")), (chat.Version, chat.State));
            var log = storage.Read(unit => storage.Outbox.Log(unit, chat.Id, 0, 1000));
            Assert.Equal(model.Log.Where(line => line.Chat == n).Select(line => line.Body), log.Select(entry => entry.Body!));
            Assert.Equal(log.Select(entry => entry.Sequence).Order().Distinct(), log.Select(entry => entry.Sequence));
        }
    }

    private sealed class Model
    {
        public List<(string Name, bool IsDone)> Inbox { get; private init; } = [];
        public List<(string Name, int Chat, OutgoingState State)> Outbox { get; private init; } = [];
        public List<(int Chat, string Body)> Log { get; private init; } = [];
        public List<int> Versions { get; private init; } = [];
        public Dictionary<int, string> States { get; private init; } = [];
        public string LastAnswers { get; private set; } = "";

        public Model Copy() => new() { Inbox = [.. Inbox], Outbox = [.. Outbox], Log = [.. Log], Versions = [.. Versions], States = new(States) };

        /// <returns>False when the unit must fail, whatever was changed here before.</returns>
        public bool Run(Work work)
        {
            List<string> answers = [];
            foreach (var step in work.Steps)
            {
                var name = $"{step.Chat}/{step.Key}";
                switch (step.What)
                {
                    case 0:
                        var isNew = Inbox.All(item => item.Name != name);
                        if (isNew)
                        {
                            Inbox.Add((name, false));
                            Log.Add((step.Chat, $"in {step.Key}"));
                        }
                        answers.Add(isNew ? "new" : "known");
                        break;
                    case 1:
                        var index = Inbox.IndexOf((name, false));
                        if (index >= 0) Inbox[index] = (name, true);
                        answers.Add(index < 0 ? "none" : "done");
                        break;
                    case 2:
                        Versions[step.Chat]++;
                        States[step.Chat] = $"state {step.Key}";
                        break;
                    case 3:
                        return false;
                    case 4:
                        var isKnown = Outbox.Any(message => message.Name == name);
                        if (!isKnown)
                        {
                            Outbox.Add((name, step.Chat, OutgoingState.Due));
                            Log.Add((step.Chat, $"out {name}"));
                        }
                        answers.Add(isKnown ? "0" : "1");
                        break;
                    case 5:
                        answers.Add(Claim());
                        break;
                    default:
                        var sending = Outbox.IndexOf((name, step.Chat, OutgoingState.Sending));
                        if (sending < 0) return false;
                        Outbox[sending] = (name, step.Chat, step.What == 6 ? OutgoingState.Sent : OutgoingState.Due);
                        break;
                }
            }
            LastAnswers = string.Join(';', answers);
            return !work.Fails;
        }

        private string Claim()
        {
            List<string> claimed = [];
            HashSet<int> busy = [.. Outbox.Where(message => message.State == OutgoingState.Sending).Select(message => message.Chat)];
            for (var n = 0; n < Outbox.Count; n++)
            {
                var message = Outbox[n];
                if (message.State != OutgoingState.Due || !busy.Add(message.Chat)) continue;
                Outbox[n] = message with { State = OutgoingState.Sending };
                claimed.Add($"out {message.Name}");
            }
            return string.Join(',', claimed);
        }
    }
}
