using System.Collections.Immutable;
using Assistant.Records.Appointments;
using NodaTime;

namespace Assistant.Records.Relay;

/// <summary>How long each step of a talk may take.</summary>
/// <param name="Answer">How soon whoever is on duty usually looks.</param>
/// <param name="Each">How long each talk that waits before this one takes.</param>
/// <param name="Second">Nobody took it for so long: the second person is asked as well.</param>
/// <param name="All">Nobody took it for so long: all coordinators are asked.</param>
/// <param name="Late">Nobody took it for so long: the person is told, with a time to rely on.</param>
/// <param name="Remind">The person's words are unanswered for so long: the coordinator is reminded.</param>
/// <param name="Tell">Unanswered for so long: the person is told that nothing is lost.</param>
/// <param name="Release">Unanswered for so long: others are asked, and the person gets a time to rely on.</param>
/// <param name="Close">Nobody said anything for so long: it ends.</param>
/// <param name="Promise">Office time within which somebody answers, once a time is promised.</param>
public sealed record RelayTimes(
    Duration Answer, Duration Each, Duration Second, Duration All, Duration Late, Duration Remind, Duration Tell, Duration Release, Duration Close, Duration Promise);

/// <summary>What a talk needs at a moment.</summary>
public enum RelayDue
{
    /// <summary>Ask the first person on duty; when there is none, all.</summary>
    AskFirst,
    /// <summary>Ask the second as well.</summary>
    AskSecond,
    /// <summary>Ask all coordinators.</summary>
    AskAll,
    /// <summary>Tell the person that it takes longer, and until when somebody answers.</summary>
    TellLate,
    /// <summary>The promised time has passed: all are asked again, the person is told.</summary>
    PromisePassed,
    /// <summary>Remind who has it that the person waits.</summary>
    Remind,
    /// <summary>Tell the person that who has it is busy.</summary>
    TellBusy,
    /// <summary>Give it to others and tell the person until when somebody answers.</summary>
    Release,
    /// <summary>End it: nobody says anything any more.</summary>
    Close,
}

/// <summary>What falls due for a talk and when. Pure: the tables are the truth, the clock only wakes us.</summary>
public static class RelayPlan
{
    /// <returns>All that falls due as things stand, in order. What was done already is known by its key, not here.</returns>
    public static ImmutableArray<(Instant At, RelayDue What)> Of(RelayTalk talk, RelayPulse pulse, RelayTimes times, OfficeHours hours) => talk.State switch
    {
        RelayState.Waiting or RelayState.HandedOver =>
        [
            (talk.Asked, RelayDue.AskFirst),
            (talk.Asked + times.Second, RelayDue.AskSecond),
            (talk.Asked + times.All, RelayDue.AskAll),
            (talk.Asked + times.Late, RelayDue.TellLate),
            (Promised(talk, times, hours), RelayDue.PromisePassed),
        ],
        RelayState.Taken when pulse.UnansweredAt is { } since && hours.NextOpen(since) is var from =>
        [
            (from + times.Remind, RelayDue.Remind),
            (from + times.Tell, RelayDue.TellBusy),
            (from + times.Release, RelayDue.Release),
        ],
        RelayState.Taken => [((pulse.LastAt ?? talk.Opened) + times.Close, RelayDue.Close)],
        _ => [],
    };

    /// <summary>Until when somebody answers a talk that waits, in office hours.</summary>
    public static Instant Promised(RelayTalk talk, RelayTimes times, OfficeHours hours) => hours.Deadline(talk.Asked + times.Late, times.Promise);

    /// <summary>How long a person waits until a human is there, rounded up to five minutes: what is told is kept rather than broken.</summary>
    /// <param name="before">Talks that wait already.</param>
    /// <param name="people">Coordinators who are there; at least one.</param>
    public static Duration Wait(int before, int people, RelayTimes times)
    {
        var rounds = (before + Math.Max(people, 1) - 1) / Math.Max(people, 1);
        var minutes = (times.Answer + (times.Each * rounds)).TotalMinutes;
        return Duration.FromMinutes(Math.Ceiling(minutes / Step) * Step);
    }

    /// <summary>Waiting times are told in steps of this, minutes.</summary>
    private const double Step = 5;
}
