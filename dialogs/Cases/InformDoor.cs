using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Visits;

namespace Assistant.Dialogs.Cases;

/// <summary>Telling the municipality's worker of a worry: exactly what leaves the house is shown first, with the ground on which it may.</summary>
public static class InformDoor
{
    /// <summary>Offered with an act that tells of a worry.</summary>
    /// <param name="act">Id.</param>
    /// <param name="caseworker">Who is told; <see langword="null"/>: not known.</param>
    public static Effect.Say Offer(string act, string? caseworker) => new(caseworker is null ? new("inform.offer") : Line.Of("inform.offer-name", new Slot("name", Words: caseworker)))
    {
        Choices = [new($"act:inform:{act}", new("inform.show"))],
    };

    /// <summary>What is sent, word for word.</summary>
    public static Line Text(VisitFiled act, FamilyFact family) => Line.Of("inform.text",
        new("family", Words: family.Name), new("day", Time: act.On.AtMidnight()), new("concern", Words: Noticed(act)));

    /// <summary>The sentence that tells of it, not the one word in it.</summary>
    private static string Noticed(VisitFiled act) =>
        act.Concern is not { } concern ? act.Mood ?? act.Done ?? "-"
        : act.Mood is { } mood && mood.Contains(concern, StringComparison.OrdinalIgnoreCase) ? mood
        : act.Done is { } done && done.Contains(concern, StringComparison.OrdinalIgnoreCase) ? done
        : act.Mood is { } how ? $"{how}; {concern}" : concern;

    internal static IEnumerable<Effect> Preview(ActFact act, Facts facts)
    {
        if (facts.CarriesLittle) return [new Effect.Say(new("inform.not-here"))];
        return
        [
            new Effect.Say(facts.Cases.Shared.Told is { } told ? Line.Of("inform.preview-to", new("name", Words: told), new Slot("municipality", Words: act.Family.Municipality)) : new("inform.preview")),
            new Effect.Say(Text(act.Filed, act.Family)),
            new Effect.Say(new("inform.ground")) { Choices = [new($"act:send:{act.Id}", new("inform.send"))] },
        ];
    }
}
