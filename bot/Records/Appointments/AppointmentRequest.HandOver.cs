namespace Assistant.Records.Appointments;

/// <summary>Requests whose coordinator cannot go on.</summary>
public sealed partial record AppointmentRequest
{
    /// <summary>Another coordinator makes it theirs, or it goes back to the queue, since whoever had it cannot go on.</summary>
    /// <param name="to"><see langword="null"/>: the queue; an agreed meeting then belongs to nobody until somebody looks after it.</param>
    public AppointmentRequest HandOver(PersonId? to) => this with { Owner = to, State = to is null && State == RequestState.Taken ? RequestState.Waiting : State };
}
