namespace Assistant.Fakes.Telegram;

/// <summary>Ways in which a call can go wrong.</summary>
public enum FaultKind
{
    /// <summary>429 with <c>retry_after</c>; not applied.</summary>
    TooManyRequests,
    /// <summary>400: a rule that nobody told of; not applied.</summary>
    BadRequest,
    /// <summary>500 as JSON, "restart": the server refuses while it goes down; not applied.</summary>
    Restart,
    /// <summary>500 as JSON without saying why; not applied, but nobody can know.</summary>
    Internal,
    /// <summary>A gateway's 502 page; applied all the same.</summary>
    Html502,
    /// <summary>The connection is reset before the effect.</summary>
    DropBefore,
    /// <summary>The connection is reset after the effect.</summary>
    DropAfter,
    /// <summary>Never answered, no effect: a half-open connection.</summary>
    HangBefore,
    /// <summary>Applied, never answered.</summary>
    HangAfter,
    /// <summary>Applied; the answer comes piece by piece.</summary>
    SlowBody,
    /// <summary>Applied; half an answer.</summary>
    CutBody,
}

/// <param name="Method">Which calls; <see langword="null"/>: all.</param>
/// <param name="Seconds">Of <see cref="FaultKind.TooManyRequests"/>.</param>
public sealed record ScriptedFault(FaultKind Kind, string? Method = null, int Times = 1, int Seconds = 1);

/// <summary>Faults to come, taken in order.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<ScriptedFault> script = [];

    /// <summary>The next calls of this method go wrong.</summary>
    public void Add(FaultKind kind, string? method = null, int times = 1, int seconds = 1)
    {
        lock (gate)
            script.Add(new(kind, method, times, seconds));
    }

    /// <summary>No more faults.</summary>
    public void Clear()
    {
        lock (gate)
            script.Clear();
    }

    internal ScriptedFault? Next(string method)
    {
        lock (gate)
        {
            var at = script.FindIndex(fault => fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
                return null;
            var fault = script[at];
            if (fault.Times <= 1)
                script.RemoveAt(at);
            else
                script[at] = fault with { Times = fault.Times - 1 };
            return fault;
        }
    }
}
