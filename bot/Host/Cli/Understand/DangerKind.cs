using System.Text.Json;
using Assistant.Knowledge.Faq;
using Assistant.Knowledge.Safety;

namespace Assistant.Host.Cli.Understand;

/// <summary><c>crisis</c>: {"id","crisis","kind","level"}; a soft question ("are you safe right now?") counts as a crisis.</summary>
internal sealed class DangerKind : IUnderstandKind
{
    public void Answer(JsonElement line, UnderstandOptions options, Utf8JsonWriter answer)
    {
        var reading = FaqMatcher.Default.Danger(line.Input(), line.Lang(options));
        answer.WriteStartObject();
        answer.WriteId(line);
        answer.WriteBoolean("crisis", reading.IsCrisis);
        answer.WriteString("kind", reading.Kind.Code());
        answer.WriteString("level", reading.Level switch { CrisisLevel.Now => "now", CrisisLevel.Need => "need", CrisisLevel.Implied => "implied", _ => "none" });
        answer.WriteEndObject();
    }
}
