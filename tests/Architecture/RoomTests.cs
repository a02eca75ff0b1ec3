using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace Assistant.Tests.Architecture;

/// <summary>The table of rooms, held by the compiler's output: who may know whom, and what each must never do.</summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, Assembly> rooms = new()
    {
        ["Knowledge"] = typeof(Assistant.Knowledge.Lang).Assembly,
        ["Dialogs"] = typeof(Assistant.Dialogs.Switchboard).Assembly,
        ["Protocol"] = typeof(Assistant.Protocol.Message).Assembly,
        ["Channels"] = Assembly.Load("Assistant.Channels"),
        ["Records"] = typeof(Assistant.Records.IStore).Assembly,
        ["Storage"] = Assembly.Load("Assistant.Storage"),
        ["Host"] = Assembly.Load("Assistant.Host"),
    };

    [Theory]
    [InlineData("Knowledge", "NodaTime YamlDotNet Markdig")]
    [InlineData("Dialogs", "Assistant.Knowledge NodaTime")]
    [InlineData("Protocol", "")]
    [InlineData("Channels", "Assistant.Protocol Microsoft.IdentityModel Polly Microsoft.AspNetCore Microsoft.Extensions Microsoft.Net")]
    [InlineData("Records", "NodaTime")]
    [InlineData("Storage", "Assistant.Records NodaTime Microsoft.Data.Sqlite SQLitePCLRaw Npgsql Dapper Microsoft.Extensions")]
    public void A_room_knows_only_what_the_table_allows(string room, string allowed)
    {
        var names = allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(rooms[room].GetReferencedAssemblies().Select(reference => reference.Name!), name => Assert.True(
            name.StartsWith("System", StringComparison.Ordinal) || name is "netstandard" or "Microsoft.Win32.Primitives" || names.Any(prefix => name == prefix || name.StartsWith(prefix + ".", StringComparison.Ordinal)),
            $"{room} must not know {name}"));
    }

    [Fact]
    public void The_three_pillars_never_mention_one_another()
    {
        string[][] pillars = [["Knowledge", "Dialogs"], ["Protocol", "Channels"], ["Records", "Storage"]];
        foreach (var pillar in pillars)
            foreach (var room in pillar)
                Assert.DoesNotContain(rooms[room].GetReferencedAssemblies(), reference =>
                    reference.Name!.StartsWith("Assistant.", StringComparison.Ordinal) && !pillar.Contains(reference.Name["Assistant.".Length..]));
    }

    [Fact]
    public void Dialogues_are_pure_no_task_no_log_no_clock()
    {
        var types = TypesMentioned(rooms["Dialogs"]);
        Assert.DoesNotContain(types, type => type.StartsWith("System.Threading.Tasks.", StringComparison.Ordinal) || type.StartsWith("System.Net.", StringComparison.Ordinal)
            || type.StartsWith("System.IO.", StringComparison.Ordinal) || type is "NodaTime.SystemClock" or "NodaTime.IClock" or "System.DateTime" or "System.Random" or "System.Console");
    }

    [Fact]
    public void Knowledge_reads_no_clock_and_no_file() =>
        Assert.DoesNotContain(TypesMentioned(rooms["Knowledge"]), type => type is "NodaTime.SystemClock" or "NodaTime.IClock" or "System.IO.File" or "System.IO.Directory" or "System.TimeProvider" or "System.Random"
            || type.StartsWith("System.Net.", StringComparison.Ordinal));

    [Fact]
    public void Only_the_host_and_tests_reference_the_host() =>
        Assert.DoesNotContain(rooms.Where(room => room.Key != "Host"), room => room.Value.GetReferencedAssemblies().Any(reference => reference.Name == "Assistant.Host"));

    [Fact]
    public void No_static_field_can_change_in_what_is_shared_by_everybody()
    {
        foreach (var room in new[] { "Knowledge", "Dialogs" })
            Assert.DoesNotContain(
                rooms[room].GetTypes().SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)),
                field => field is { IsInitOnly: false, IsLiteral: false } && !IsMadeByCompiler(field));

        static bool IsMadeByCompiler(MemberInfo member) => member.Name.StartsWith('<') || member.IsDefined(typeof(CompilerGeneratedAttribute)) || member.DeclaringType is { } home && (home.Name.StartsWith('<')
            || home.IsDefined(typeof(CompilerGeneratedAttribute)) || typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(home));
    }

    /// <summary>Full names of all types that an assembly's code mentions.</summary>
    private static HashSet<string> TypesMentioned(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }
}
