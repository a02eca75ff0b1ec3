using System.Text.Json.Nodes;

namespace Assistant.Tests.Fakes;

/// <summary>Makes sound JSON strange: values of another kind, gone, huge, deep, or in letters that deceive.</summary>
internal static class Mangling
{
    /// <summary>Changes one place of it.</summary>
    public static void Change(JsonNode node, Random random)
    {
        while (true)
        {
            switch (node)
            {
                case JsonObject { Count: > 0 } map:
                    var (name, value) = map.ElementAt(random.Next(map.Count));
                    if (value is JsonObject or JsonArray && random.Next(3) > 0)
                    {
                        node = value;
                        continue;
                    }
                    if (random.Next(6) == 0)
                        map.Remove(name);
                    else
                        map[name] = Strange(random);
                    return;
                case JsonArray { Count: > 0 } list:
                    var at = random.Next(list.Count);
                    if (list[at] is JsonObject or JsonArray && random.Next(3) > 0)
                    {
                        node = list[at]!;
                        continue;
                    }
                    list[at] = Strange(random);
                    return;
                default:
                    return;
            }
        }
    }

    /// <summary>A value nobody expects.</summary>
    public static JsonNode? Strange(Random random) => random.Next(12) switch
    {
        0 => null,
        1 => 0,
        2 => -1,
        3 => long.MaxValue,
        4 => 1e308,
        5 => "",
        6 => new string('õ', random.Next(9_000)),
        7 => true,
        8 => new JsonArray(null, 1, "x"),
        9 => new JsonObject { ["id"] = null },
        10 => Deep(random.Next(80)),
        _ => "\u0000\u202E@@//:: -",
    };

    private static JsonNode Deep(int levels) => levels == 0 ? new JsonArray() : new JsonArray(Deep(levels - 1));
}
