using System.Runtime.InteropServices;
using Assistant.Knowledge.Language;

namespace Assistant.Knowledge.Notes;

/// <summary>Where the time expressions of a note stand, asked by word.</summary>
internal readonly struct NoteTimes(List<Timed> times)
{
    /// <summary>The first time that begins at or after a word.</summary>
    public int First(int word)
    {
        var (low, high) = (0, times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (times[middle].First < word) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The length that begins at a word.</summary>
    public Timed? LengthAt(int at)
    {
        foreach (var time in From(at))
        {
            if (time.First > at) break;
            if (time.Entity.Type == EntityType.Duration) return time;
        }
        return null;
    }

    /// <summary>Whether one of these kinds stands among so many words.</summary>
    public bool Near(int from, int reach, params ReadOnlySpan<EntityType> types)
    {
        foreach (var time in times)
        {
            if (time.End > from && time.First < from + reach && types.Contains(time.Entity.Type)) return true;
        }
        return false;
    }

    public bool Begins(int at, params ReadOnlySpan<EntityType> types)
    {
        foreach (var time in From(at))
        {
            if (time.First > at) break;
            if (time.First == at && types.Contains(time.Entity.Type)) return true;
        }
        return false;
    }

    /// <summary>Whether one ends at a word or the word before.</summary>
    public bool Ends(int at, EntityType type) => times.Exists(time => (time.End == at || time.End == at - 1) && time.Entity.Type == type);

    /// <summary>Those that begin at or after a word.</summary>
    public ReadOnlySpan<Timed> From(int word) => CollectionsMarshal.AsSpan(times)[First(word)..];
}
