namespace Assistant.Host.Turns;

/// <summary>Says that the process is going down: nothing new is acknowledged, what was acknowledged is finished.</summary>
public sealed class Draining
{
    private volatile bool isDraining;

    /// <summary>True once <see cref="Begin"/> was called.</summary>
    public bool IsDraining => isDraining;

    /// <summary>From now on channels answer 503.</summary>
    public void Begin() => isDraining = true;
}
