namespace Assistant.Dialogs.Relay;

/// <summary>What is to be done about a talk between a person and a human. The Host's records decide in the end.</summary>
public abstract record RelayAct
{
    private RelayAct() { }

    /// <summary>The person asks for a human; or again, while they wait.</summary>
    /// <param name="Words">What they want to tell them at once.</param>
    /// <param name="Answers">Id of the message to many that they answer: its author is asked first.</param>
    public sealed record Open(string? Words = null, string? Answers = null) : RelayAct;

    /// <summary>Words for the other side.</summary>
    public sealed record Say(string Id, string Words) : RelayAct;

    /// <summary>A step of either side.</summary>
    /// <param name="To">With <see cref="RelayStep.HandOver"/>: the colleague.</param>
    public sealed record Step(string Id, RelayStep What, string? To = null) : RelayAct;

    /// <summary>The person wants to see what the human wrote while they did not want to be written to.</summary>
    public sealed record Read(string Id) : RelayAct;

    /// <summary>A coordinator reads what was said; audited.</summary>
    public sealed record Show(string Id) : RelayAct;
}

/// <summary>Steps of a talk.</summary>
public enum RelayStep
{
    /// <summary>Coordinator: mine.</summary>
    Take,
    /// <summary>Coordinator: a colleague goes on.</summary>
    HandOver,
    /// <summary>Coordinator: back to the bot.</summary>
    GiveBack,
    /// <summary>Person: over.</summary>
    End,
    /// <summary>Person: what I write goes to the human.</summary>
    Hold,
    /// <summary>Person: the bot answers meanwhile.</summary>
    LetGo,
    /// <summary>Person: do not write to me now.</summary>
    Quiet,
}

/// <summary>A talk as one person may see it.</summary>
/// <param name="Id">For effects and buttons.</param>
/// <param name="Reference">What people say aloud.</param>
/// <param name="State">Lower-case state: <c>waiting</c>, <c>taken</c>, <c>handedover</c>.</param>
/// <param name="IsMine">The asking person took it (coordinator) or asked for it (person).</param>
/// <param name="OwnerName">Who took it; <see langword="null"/>: nobody, or nameless.</param>
/// <param name="Language">The person's, ISO 639-1.</param>
/// <param name="Minutes">How long it has waited.</param>
/// <param name="Holds">What the person writes goes to the human.</param>
/// <param name="IsQuiet">The person asked not to be written to.</param>
/// <param name="LastHeard">Number of the person's last line.</param>
/// <param name="Name">How to call the person; only where consent and channel allow it.</param>
public sealed record RelayFact(
    string Id, string Reference, string State, bool IsMine, string? OwnerName, string Language, int Minutes, bool Holds, bool IsQuiet, long LastHeard, string? Name = null)
{
    /// <summary>Whether each side's words go to the other at once.</summary>
    public bool IsLive => State == "taken";
}
