using Assistant.Dialogs.Cases;
using Assistant.Dialogs.Engine;

namespace Assistant.Dialogs.Visits;

// After a hand-over two people may write of one meeting.
partial class VisitDraftDialog
{
    private const string SameAsTheirs = "same";

    /// <summary>A colleague's act tells of the same family, day and time.</summary>
    internal static readonly Question<string> Colleague = Ask.OneOf("colleague", "other", "together", SameAsTheirs) with
    {
        When = static (answers, facts) => OfColleague(answers, facts) is not null,
        InReview = false,
        Slots = static (answers, facts) => [new("time", Line: OfColleague(answers, facts) is { } theirs && SpanOf(theirs) is { } span ? span.Show() : new("engine.nothing"))],
        // The note stays a draft: what it says and theirs does not is not lost.
        Settles = static said => said == SameAsTheirs,
        Then = static (said, answers, _) => said == SameAsTheirs ? [Left(answers)] : [],
        Why = "visit.colleague.why",
    };

    /// <summary>A colleague's act of the same family, day and time. Where either does not say when it began, it may be the same.</summary>
    private static KnownVisit? OfColleague(Answers answers, Facts facts)
    {
        if (answers.Has(Act) || IsSaidAgain(answers) || !WasHeld(answers, facts) || !answers.Has(Family) || !answers.Has(Date) || !answers.Has(Time))
            return null;
        return facts.Cases.OfColleagues.FirstOrDefault(theirs => theirs.Family == answers.Get(Family) && theirs.On == answers.Get(Date)
            && SpanOf(theirs) is { } span && span.Overlaps(answers.Get(Time)));
    }

    private static Effect.Say Left(Answers answers) => new(new("visit.colleague.left"))
    {
        Choices = answers.Find(Began) is { } key ? [new($"draft:drop:{key}", new("drafts.drop"))] : [],
    };

    private static VisitSpan? SpanOf(KnownVisit visit) => VisitSpan.Of(visit.Start, null, visit.Minutes);
}
