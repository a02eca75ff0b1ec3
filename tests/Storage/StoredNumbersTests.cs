using Assistant.Records.Appointments;
using Assistant.Records.Cases;
using Assistant.Records.Contracts;
using Assistant.Records.Duty;
using Assistant.Records.Families;
using Assistant.Records.Goals;
using Assistant.Records.Messages;
using Assistant.Records.People;
using Assistant.Records.Relay;
using Assistant.Records.Visits;

namespace Assistant.Tests.Storage;

/// <summary>These numbers stand in stored rows and in SQL: new ones are added at the end.</summary>
public sealed class StoredNumbersTests
{
    [Theory]
    [InlineData(typeof(OutgoingKind), "Prompt Reminder Safety Relayed")]
    [InlineData(typeof(OutgoingState), "Due Sending Sent Failed Uncertain Ahead")]
    [InlineData(typeof(RequestState), "Waiting Taken Proposed Confirmed Declined Cancelled Expired")]
    [InlineData(typeof(RelayState), "Waiting Taken HandedOver Ended")]
    [InlineData(typeof(RelaySide), "Person Coordinator")]
    [InlineData(typeof(DutyRank), "First Second")]
    [InlineData(typeof(AssignmentKind), "Main Substitute")]
    [InlineData(typeof(CaseKind), "Family Adult")]
    [InlineData(typeof(CaseStage), "Mapping Goals Solving Ending Closed")]
    [InlineData(typeof(ContractKind), "Counselling Group SupportPerson")]
    [InlineData(typeof(GoalState), "Open Reached NotReached")]
    [InlineData(typeof(EncounterOutcome), "Held Nobody Cancelled")]
    [InlineData(typeof(SafetyLevel), "Fine Worry Danger")]
    [InlineData(typeof(NotebookKind), "Task Next")]
    [InlineData(typeof(Role), "Parent SupportPerson Coordinator Caseworker Administrator")]
    public void Numbers_that_were_stored_keep_their_meaning(Type numbers, string names)
    {
        var known = names.Split(' ');
        for (var number = 0; number < known.Length; number++) Assert.Equal(known[number], Enum.GetName(numbers, number));
    }
}
