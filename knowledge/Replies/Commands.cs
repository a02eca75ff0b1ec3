namespace Assistant.Knowledge.Replies;

/// <summary>What can be asked for at any point.</summary>
public enum Command
{
    /// <summary>Not a command.</summary>
    None,
    /// <summary>What can I do here?</summary>
    Help,
    /// <summary>A cry for help that does not say with what: somebody may be in danger.</summary>
    Rescue,
    /// <summary>Leave the dialogue.</summary>
    Cancel,
    /// <summary>To the previous question.</summary>
    Back,
    /// <summary>Leave a question unanswered.</summary>
    Skip,
    /// <summary>Why do you ask?</summary>
    Why,
    /// <summary>Talk to a human.</summary>
    Human,
    /// <summary>Hide the chat.</summary>
    Hide,
    /// <summary>What is kept about me?</summary>
    MyData,
    /// <summary>Choose a language.</summary>
    Language,
    /// <summary>Speak Estonian.</summary>
    Et,
    /// <summary>Speak Russian.</summary>
    Ru,
    /// <summary>Speak English.</summary>
    En,
    /// <summary>Speak easy Estonian.</summary>
    Easy,
    /// <summary>The beginning.</summary>
    Start,
    /// <summary>Find what fits.</summary>
    Eligibility,
    /// <summary>Ask for an appointment.</summary>
    Appointment,
    /// <summary>What services are there?</summary>
    Services,
    /// <summary>My requests.</summary>
    Requests,
    /// <summary>The coordinator's queue.</summary>
    Queue,
    /// <summary>The coordinator's day: meetings, and what is due.</summary>
    Today,
    /// <summary>Who is on duty?</summary>
    Duty,
    /// <summary>How meetings were, in numbers.</summary>
    Feedback,
    /// <summary>Who works here.</summary>
    People,
    /// <summary>Invite a worker.</summary>
    Invite,
    /// <summary>Two records are one family's.</summary>
    Merge,
    /// <summary>Groups I lead or belong to.</summary>
    Groups,
    /// <summary>Open a closed group.</summary>
    NewGroup,
    /// <summary>Write to many.</summary>
    Broadcast,
    /// <summary>What was written to many.</summary>
    Broadcasts,
    /// <summary>When and how not to write.</summary>
    Safe,
    /// <summary>A worker: what I am called.</summary>
    Name,
    /// <summary>Who writes on this device.</summary>
    Who,
    /// <summary>Join another chat of mine to this one.</summary>
    Link,
    /// <summary>The worker's acts.</summary>
    Acts,
    /// <summary>The worker's notes that are no acts yet.</summary>
    Drafts,
    /// <summary>What this week needs of the worker.</summary>
    Week,
    /// <summary>What the organisation's work needs.</summary>
    WorkState,
    /// <summary>Hours of supervision and training.</summary>
    Learning,
    /// <summary>Book or record a supervision or training.</summary>
    LearningAdd,
    /// <summary>What municipalities are asked to pay for a month.</summary>
    Statements,
    /// <summary>All families and their workers.</summary>
    Families,
    /// <summary>Add a family.</summary>
    FamilyAdd,
    /// <summary>The family's notebook.</summary>
    Notebook,
    /// <summary>A municipality's worker refers a family.</summary>
    Refer,
    /// <summary>A greeting.</summary>
    Hello,
    /// <summary>Thank you.</summary>
    Thanks,
}

/// <summary>Recognises commands and menu words in all languages, when they are all that was said. Data: <c>Replies/{lang}/commands.yaml</c>.</summary>
public sealed class Commands
{
    private readonly WordLists words = WordLists.Load("commands");

    /// <summary>Reads the whole text as a command.</summary>
    public Command Read(string text) => words.MeaningOf(text) is { } meaning ? Parse(meaning) : Command.None;

    private static Command Parse(string meaning) => Enum.Parse<Command>(meaning.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
