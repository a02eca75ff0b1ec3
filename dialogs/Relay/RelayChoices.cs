using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Relay;

/// <summary>Standing choices of a talk, <c>relay:{step}:{id}</c>.</summary>
internal static class RelayChoices
{
    public static Choice Of(string step, string id) => new($"relay:{step}:{id}", new($"relay.step-{step}"));

    /// <summary>One that names the talk, for whoever has several.</summary>
    public static Choice Of(string step, RelayFact talk) => new($"relay:{step}:{talk.Id}", Line.Of($"relay.step-{step}", new Slot("reference", Words: talk.Reference)));

    /// <summary>Ends a talk to which nobody has come yet.</summary>
    public static Choice Stop(string id) => new($"relay:end:{id}", new("relay.step-stop"));

    public static Choice Colleague(RelayFact talk, Duty.Colleague who) => new($"relay:to:{talk.Id}:{who.Id}", who.Label);
}
