using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Assistant.Dialogs.Visits;
using Assistant.Records;
using Assistant.Records.Visits;

namespace Assistant.Host.Cases;

/// <summary>A visit between the dialogue and the records: the one place where both stand side by side.</summary>
public static class VisitMapping
{
    /// <summary>The id a worker's draft is stored under.</summary>
    public static Guid DraftId(PersonId worker, string key) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{worker}|{key}")).AsSpan(0, 16), bigEndian: true);

    /// <summary>A time of day as it stands in a notebook.</summary>
    public static string Clock(NodaTime.LocalTime time) => NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(time);

    /// <summary>What is sealed.</summary>
    public static ActContent Content(VisitFiled visit) => new()
    {
        Place = visit.Place,
        Present = visit.Present,
        Done = visit.Done,
        Agreements = visit.Agreements,
        Mood = visit.Mood,
        Concern = visit.Concern,
        NextOn = visit.NextOn,
        NextAt = visit.NextAt,
        Session = visit.Session,
        SessionReason = visit.Alone,
        LongReason = visit.Long,
        ShortReason = visit.Short,
        GapReason = visit.Gap,
        Goals = visit is { Goal: { } goal, Progress: { } progress } ? ImmutableDictionary<int, int>.Empty.Add(goal, progress) : ImmutableDictionary<int, int>.Empty,
        Note = visit.Note,
        CorrectionReason = visit.Reason,
    };

    /// <summary>What is counted.</summary>
    public static Encounter Counted(VisitFiled visit, Encounter about) => about with
    {
        Outcome = visit.Outcome switch { "nobody" => EncounterOutcome.Nobody, "cancelled" => EncounterOutcome.Cancelled, VisitFiled.Mistaken => EncounterOutcome.Mistaken, _ => EncounterOutcome.Held },
        On = visit.On,
        Start = visit.Start,
        DirectMinutes = visit.Minutes,
        DocumentationMinutes = visit.Documentation,
        Safety = visit.Safety switch { "danger" => SafetyLevel.Danger, "worry" => SafetyLevel.Worry, _ => SafetyLevel.Fine },
    };

    /// <summary>The act as the dialogue shows and corrects it.</summary>
    public static VisitFiled Filed(VisitAct act) => new(act.Encounter.Family.ToString(), Outcome(act.Encounter.Outcome), act.Encounter.On)
    {
        Start = act.Encounter.Start,
        Minutes = act.Encounter.DirectMinutes,
        Documentation = act.Encounter.DocumentationMinutes,
        Safety = act.Encounter.Safety switch { SafetyLevel.Danger => "danger", SafetyLevel.Worry => "worry", _ => "fine" },
        Place = act.Content.Place,
        Present = act.Content.Present,
        Done = act.Content.Done,
        Agreements = act.Content.Agreements,
        Mood = act.Content.Mood,
        Concern = act.Content.Concern,
        NextOn = act.Content.NextOn,
        NextAt = act.Content.NextAt,
        Session = act.Content.Session,
        Alone = act.Content.SessionReason,
        Long = act.Content.LongReason,
        Short = act.Content.ShortReason,
        Gap = act.Content.GapReason,
        Goal = act.Content.Goals.IsEmpty ? null : act.Content.Goals.Keys.First(),
        Progress = act.Content.Goals.IsEmpty ? null : act.Content.Goals.Values.First(),
        Note = act.Content.Note,
        Reason = act.Content.CorrectionReason,
    };

    private static string Outcome(EncounterOutcome outcome) => outcome switch
    {
        EncounterOutcome.Nobody => "nobody",
        EncounterOutcome.Cancelled => "cancelled",
        EncounterOutcome.Mistaken => VisitFiled.Mistaken,
        _ => "held",
    };
}
