using NodaTime;

namespace Assistant.Knowledge.Language;

/// <summary>A local time on the instants it has in a zone.</summary>
/// <param name="Local">The local time that exists: the said one, or the one it was shifted to.</param>
/// <param name="Instants">One instant; two, the earlier first, in the hour that autumn repeats.</param>
/// <param name="Skipped">The said time falls into the hour that spring skips; <paramref name="Local"/> is as much later.</param>
public sealed record ZonedMoment(LocalDateTime Local, IReadOnlyList<Instant> Instants, bool Skipped)
{
    /// <summary>The said time comes twice that night; ask which is meant, or take the earlier.</summary>
    public bool Doubled => Instants.Count > 1;
}

/// <summary>From local times to instants.</summary>
public static class InZone
{
    /// <returns>The instants of a local time: both of a doubled hour; a skipped one shifted by the length of the gap, and flagged.</returns>
    public static ZonedMoment Resolve(LocalDateTime local, DateTimeZone zone)
    {
        var map = zone.MapLocal(local);
        if (map.Count == 1) return new(local, [map.Single().ToInstant()], Skipped: false);
        if (map.Count == 2) return new(local, [map.First().ToInstant(), map.Last().ToInstant()], Skipped: false);
        var shifted = local.WithOffset(map.EarlyInterval.WallOffset).ToInstant();
        return new(shifted.InZone(zone).LocalDateTime, [shifted], Skipped: true);
    }
}
