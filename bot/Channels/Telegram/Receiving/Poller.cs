using System.Collections.Concurrent;
using Assistant.Channels.Telegram.Api;
using Assistant.Protocol;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Assistant.Channels.Telegram.Receiving;

/// <summary>
/// Keeps updates coming in. By polling, the next question confirms a batch, and it is asked only when all of the batch is on disk: what a crash
/// interrupts comes again. By webhook, it sets the webhook and watches that it stays ours.
/// </summary>
internal sealed partial class Poller(BotApi api, Intake intake, Setup setup, TelegramOptions options, TelegramState state, TimeProvider time, ILogger<Poller> logger)
    : BackgroundService
{
    /// <summary>Somebody else reads our updates: during a rolling start that is over soon.</summary>
    private static readonly TimeSpan conflictPause = TimeSpan.FromSeconds(30);

    /// <summary>How often it is checked that the webhook is still ours.</summary>
    private static readonly TimeSpan watch = TimeSpan.FromMinutes(5);

    /// <summary>How long a last word to Telegram may take.</summary>
    private static readonly TimeSpan lastWord = TimeSpan.FromSeconds(2);

    private const int batch = 100;

    /// <summary>Faults of ours with one update, each a pause apart, after which it is let go: everybody's updates wait behind it.</summary>
    private const int mostFaults = 10;

    private readonly ConcurrentDictionary<long, int> faults = new();

    private readonly Backoff backoff = new(options.FirstPause, options.LongestPause);
    private long? offset;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // What is on disk is confirmed, so that the next start does not see it again.
        if (options.Mode == TelegramMode.Polling && offset is not null && state.Phase == TelegramPhase.Running)
            await api.Call(new GetUpdates { Offset = offset, Limit = 1, Timeout = 0, AllowedUpdates = Setup.Wanted }, CancellationToken.None, lastWord);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Receive(stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // nothing would come in any more
            catch (Exception fault)
#pragma warning restore CA1031
            {
                state.Failed(TelegramPhase.Unreachable, fault.GetType().Name);
                Broke(logger, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
                await Task.Delay(backoff.Next(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Comes back when asked to stop, or when the token is wrong.</summary>
    private async Task Receive(CancellationToken stoppingToken)
    {
        if (!await Insist(setup.Meet, stoppingToken) || !await Insist(setup.Route, stoppingToken))
            return;
        state.Succeeded();
        if (options.Mode == TelegramMode.Webhook)
        {
            await Present(stoppingToken);
            await Watch(stoppingToken);
            return;
        }
        var presenting = Present(stoppingToken);
        while (!stoppingToken.IsCancellationRequested && await Poll(stoppingToken))
        {
        }
        await presenting;
    }

    /// <summary>Trimmings: without them people are heard all the same.</summary>
    private async Task Present(CancellationToken stoppingToken)
    {
        try
        {
            await setup.Present(stoppingToken);
        }
#pragma warning disable CA1031 // as said
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Broke(logger, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
        }
    }

    /// <summary>Tries until it succeeds.</summary>
    /// <returns>False: the token is wrong, and no trying helps.</returns>
    private async ValueTask<bool> Insist(Func<CancellationToken, ValueTask<BotError?>> attempt, CancellationToken stoppingToken)
    {
        while (true)
        {
            if (await attempt(stoppingToken) is not { } error)
            {
                backoff.Reset();
                return true;
            }
            if (!await Recover(error, stoppingToken))
                return false;
        }
    }

    /// <returns>False: the token is wrong.</returns>
    private async ValueTask<bool> Poll(CancellationToken stoppingToken)
    {
        var result = await api.Call(new GetUpdates
        {
            Offset = offset, Limit = batch, Timeout = (int)options.PollWait.TotalSeconds, AllowedUpdates = Setup.Wanted,
        }, stoppingToken, options.PollWait + options.PollGrace);
        if (result.Error is { } error)
            return await Recover(error, stoppingToken);
        backoff.Reset();
        state.Succeeded();
        if (result.Value.IsDefaultOrEmpty)
            return true;

        var readings = result.Value.Select(UpdateReader.Read).ToList();
        var last = readings.Max(reading => reading.Id);
        if (last is null)
            // Nothing of it has a number, so nothing can be confirmed; a gateway must have made it up.
            return await Recover(new(BotFault.Unknown, 0, "updates without numbers"), stoppingToken);
        await Store([.. readings.Select(reading => reading.Update).OfType<Update>()], stoppingToken);
        foreach (var reading in readings.Where(reading => reading.Update is null))
            Confirm(reading.Id);
        offset = last + 1;
        return true;
    }

    /// <summary>Comes back when every update is on disk. Chats do not wait for one another.</summary>
    private async ValueTask Store(List<Update> updates, CancellationToken stoppingToken)
    {
        var left = updates;
        while (true)
        {
            var lanes = await Task.WhenAll(left.GroupBy(Intake.Lane).Select(lane => Store(lane, stoppingToken)));
            left = [.. lanes.SelectMany(lane => lane)];
            if (left.Count == 0)
                return;
            Waiting(logger, left.Count);
            await Task.Delay(backoff.Next(), time, stoppingToken);
        }
    }

    /// <returns>What is still to be stored, from the first that could not be.</returns>
    private async Task<IReadOnlyList<Update>> Store(IEnumerable<Update> lane, CancellationToken stoppingToken)
    {
        var left = lane.ToList();
        while (left.Count > 0)
        {
            switch (await Take(left[0], stoppingToken))
            {
                case Receipt.Unavailable:
                    return left;
                case Receipt.TooMany:
                    // Waiting for one who floods would hold everybody up: he is told, and has to say it again.
                    Flooding(logger);
                    await intake.SlowDown(left[0], stoppingToken);
                    break;
            }
            left.RemoveAt(0);
        }
        return left;
    }

    private async ValueTask<Receipt> Take(Update update, CancellationToken stoppingToken)
    {
        try
        {
            var receipt = await intake.Take(update, stoppingToken);
            faults.TryRemove(update.UpdateId, out _);
            return receipt;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // a fault of ours must not stop the loop for everybody
        catch (Exception fault)
#pragma warning restore CA1031
        {
            // It may be the store or it may be this very update: not confirmed, so tried again; but not for ever.
            Failed(logger, fault.GetType().Name, fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            if (faults.AddOrUpdate(update.UpdateId, 1, static (_, times) => times + 1) < mostFaults)
                return Receipt.Unavailable;
            faults.TryRemove(update.UpdateId, out _);
            Confirm(update.UpdateId);
            return Receipt.Stored;
        }
    }

    private async ValueTask<bool> Recover(BotError error, CancellationToken stoppingToken)
    {
        var pause = backoff.Next();
        switch (error.Fault)
        {
            case BotFault.Unauthorized:
                state.Failed(TelegramPhase.Refused, error.Description);
                WrongToken(logger, error.Code, error.Description);
                return false;
            case BotFault.Conflict when error.Description.Contains("webhook", StringComparison.OrdinalIgnoreCase):
                Conflicting(logger, error.Description);
                await api.Call(new DeleteWebhook(), stoppingToken);
                break;
            case BotFault.Conflict:
                state.Failed(TelegramPhase.Conflict, error.Description);
                Conflicting(logger, error.Description);
                pause = conflictPause > options.LongestPause ? options.LongestPause : conflictPause;
                break;
            case BotFault.Throttled:
                pause = error.RetryAfter!.Value;
                break;
            default:
                state.Failed(TelegramPhase.Unreachable, error.Description);
                Unreachable(logger, error.Fault, error.Code, error.Description, pause.TotalSeconds);
                break;
        }
        await Task.Delay(pause, time, stoppingToken);
        return true;
    }

    private async ValueTask Watch(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(watch, time, stoppingToken);
            switch (await setup.IsOurs(stoppingToken))
            {
                case true:
                    state.Succeeded();
                    break;
                case false:
                    state.Failed(TelegramPhase.Moved, "the webhook points somewhere else");
                    Moved(logger);
                    break;
            }
        }
    }

    private void Confirm(long? id)
    {
        state.CountUnreadable();
        Unreadable(logger, id);
    }

    [LoggerMessage(3206, LogLevel.Warning, "{Count} updates wait: the store refuses to save")]
    private static partial void Waiting(ILogger log, int count);

    [LoggerMessage(3207, LogLevel.Warning, "Somebody writes faster than is read")]
    private static partial void Flooding(ILogger log);

    [LoggerMessage(3208, LogLevel.Error, "An update could not be taken: {Fault} {Place}")]
    private static partial void Failed(ILogger log, string fault, string? place);

    [LoggerMessage(3209, LogLevel.Error, "Telegram does not know the token ({Code} {Description}): check Telegram:Token and start again")]
    private static partial void WrongToken(ILogger log, int code, string description);

    [LoggerMessage(3210, LogLevel.Error, "Another program reads this bot's updates: {Description}")]
    private static partial void Conflicting(ILogger log, string description);

    [LoggerMessage(3211, LogLevel.Warning, "Telegram cannot be reached: {Fault} {Code} {Description}; again in {Seconds} s")]
    private static partial void Unreachable(ILogger log, BotFault fault, int code, string description, double seconds);

    [LoggerMessage(3212, LogLevel.Critical, "The webhook points somewhere else: the token may be stolen. Revoke it with BotFather")]
    private static partial void Moved(ILogger log);

    [LoggerMessage(3216, LogLevel.Error, "Taking updates in broke off and begins again: {Fault} {Place}")]
    private static partial void Broke(ILogger log, string fault, string? place);

    [LoggerMessage(3213, LogLevel.Warning, "Update {Id} is nothing that can be read")]
    private static partial void Unreadable(ILogger log, long? id);
}
