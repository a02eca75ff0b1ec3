using System.Collections.Immutable;
using System.Text.Json;
using Assistant.Host.Configuration;
using Assistant.Host.Turns;
using Assistant.Protocol;
using Assistant.Records;
using Assistant.Records.People;

namespace Assistant.Host.People;

/// <summary>
/// Who works here is offered the commands of their work in their own chats, from the moment they have the role until it ends; everybody else is offered those for everybody.
/// Which chats have a list of their own stands in the data folder, so that a role that ended while nothing ran takes its list along. What may be done hangs on no list.
/// </summary>
public sealed partial class CommandOffers(PeopleMemory memory, IEnumerable<IChannel> channels, Settings settings, TimeProvider time, ILogger<CommandOffers> log) : BackgroundService
{
    /// <summary>How late a change that nobody told of is seen: by command line, by another's merging.</summary>
    private static readonly TimeSpan every = TimeSpan.FromMinutes(1);

    /// <summary>Between two chats: vendors limit this hard.</summary>
    private static readonly TimeSpan pace = TimeSpan.FromSeconds(1);

    /// <summary>After a refusal for now that says nothing of how long.</summary>
    private static readonly TimeSpan again = TimeSpan.FromSeconds(30);

    private static readonly ImmutableArray<string> visitors = ["acts", "drafts", "week", "families"];

    /// <summary>What everybody who works here may need besides.</summary>
    private static readonly ImmutableArray<string> common = ["human", "help", "language", "my-data", "hide", "cancel"];

    private readonly ImmutableArray<IListingChannel> lists = [.. channels.OfType<IListingChannel>()];
    private readonly Dictionary<ConversationId, Offer> told = [];
    private readonly SenderSignal changed = new();

    /// <summary>What is offered to whoever has these roles; empty: what everybody is.</summary>
    public static ImmutableArray<string> For(IEnumerable<Role> roles) =>
        roles.SelectMany(role => Of(role)).Distinct().ToImmutableArray() is { IsEmpty: false } own ? ["start", .. own, .. common] : [];

    /// <summary>Commands of one role's own.</summary>
    public static ImmutableArray<string> Of(Role role) => role switch
    {
        Role.Coordinator => ["queue", "today", "families", "people", "broadcast"],
        Role.SupportPerson or Role.Counsellor => visitors,
        Role.Caseworker => ["refer", "statements", "families"],
        _ => [],
    };

    /// <summary>Somebody's role or language changed.</summary>
    public void Look() => changed.Set();

    /// <inheritdoc/>
    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (lists.IsEmpty)
            return;
        foreach (var chat in Read())
            told[chat] = new(null, [], "");
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = every;
            try
            {
                pause = await Sweep(stoppingToken) ?? every;
            }
#pragma warning disable CA1031 // a list that could not be set must not take the program down
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                // Somebody was erased meanwhile, or the disk refuses: the next look will do it.
                NotListed(log, fault.GetType().Name);
            }
            await changed.Wait(pause, stoppingToken);
        }
    }

    /// <returns>How long to wait before a channel is asked again; <see langword="null"/>: all is as it should be.</returns>
    private async ValueTask<TimeSpan?> Sweep(CancellationToken stoppingToken)
    {
        var wanted = await memory.Store.Read(Wanted, stoppingToken);
        // What ended goes first: the same chat may belong to somebody's new beginning.
        foreach (var (chat, offer) in told.Where(one => !wanted.ContainsKey(one.Key)).ToList())
        {
            if ((offer.Address ?? await memory.Store.Read(unit => AddressOf(unit, chat), stoppingToken)) is { } address && await List(new(address, [], offer.Language), stoppingToken) is { } pause)
                return pause;
            told.Remove(chat);
            Write();
        }
        foreach (var (chat, offer) in wanted)
            if (!told.TryGetValue(chat, out var known) || !known.Keys.SequenceEqual(offer.Keys) || known.Language != offer.Language)
            {
                // Written down before: a crash in between leaves a list that is known of.
                if (known is null)
                {
                    told[chat] = new(offer.Address, [], "");
                    Write();
                }
                if (await List(offer, stoppingToken) is { } pause)
                    return pause;
                told[chat] = offer;
            }
        return null;
    }

    private Dictionary<ConversationId, Offer> Wanted(IUnit unit) => (
        from role in Enum.GetValues<Role>()
        where !Of(role).IsEmpty
        from id in memory.People.WithRole(unit, role)
        group role by id into theirs
        let person = memory.People.Get(unit, theirs.Key)
        from conversation in memory.Conversations.Of(unit, theirs.Key)
        where lists.Any(channel => channel.Id == conversation.Channel)
        select (conversation.Id, Offer: new Offer(Chat.Of(conversation, person).Address, For(theirs), person.Language))).ToDictionary(one => one.Id, one => one.Offer);

    private ConversationReference? AddressOf(IUnit unit, ConversationId chat)
    {
        try
        {
            return JsonSerializer.Deserialize(memory.Conversations.Get(unit, chat).Reference, WireJson.Default.ConversationReference);
        }
        catch (Exception gone) when (gone is KeyNotFoundException or JsonException)
        {
            // Erased, and its address with it.
            return null;
        }
    }

    /// <returns>How long to wait before it is tried again; <see langword="null"/>: it is settled.</returns>
    private async ValueTask<TimeSpan?> List(Offer offer, CancellationToken stoppingToken)
    {
        if (lists.FirstOrDefault(channel => channel.Id == offer.Address!.Channel) is not { } channel)
            return null;
        var result = await channel.List(offer.Address!, offer.Keys, offer.Language, stoppingToken);
        if (result.Outcome == SendOutcome.Retry)
            return result.RetryAfter ?? again;
        if (result.Outcome != SendOutcome.Delivered)
            NotListed(log, result.Reason);
        await Task.Delay(pace, time, stoppingToken);
        return null;
    }

    private string Place => Path.Combine(settings.Data.Path, "command-lists.txt");

    /// <summary>Our own ids of chats, one a line: nobody else could tell who they are.</summary>
    private ImmutableArray<ConversationId> Read()
    {
        try
        {
            return File.Exists(Place) ? [.. File.ReadLines(Place).Select(line => Guid.TryParse(line, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Select(id => new ConversationId(id))] : [];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            NotKept(log, fault.GetType().Name);
            return [];
        }
    }

    private void Write()
    {
        try
        {
            File.WriteAllLines(Place + ".new", told.Keys.Select(chat => chat.ToString()));
            File.Move(Place + ".new", Place, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            NotKept(log, fault.GetType().Name);
        }
    }

    /// <param name="Address"><see langword="null"/>: to be looked up.</param>
    private sealed record Offer(ConversationReference? Address, ImmutableArray<string> Keys, string Language);

    [LoggerMessage(1107, LogLevel.Warning, "A worker's commands were not listed in their chat: {Reason}")]
    private static partial void NotListed(ILogger log, string? reason);

    [LoggerMessage(1108, LogLevel.Warning, "Which chats list commands of their own could not be kept in the data folder ({Fault})")]
    private static partial void NotKept(ILogger log, string fault);
}
