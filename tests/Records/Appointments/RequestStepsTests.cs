using Assistant.Records;
using Assistant.Records.Appointments;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Assistant.Tests.Records.Appointments;

public sealed class RequestStepsTests
{
    private static readonly PersonId parent = new(Guid.CreateVersion7()), mari = new(Guid.CreateVersion7()), juri = new(Guid.CreateVersion7());
    private static readonly LocalDateTime now = new(2026, 3, 2, 10, 0);
    private static readonly LocalDateTime wish = new(2026, 3, 4, 10, 0), other = new(2026, 3, 5, 14, 0);
    private static readonly Instant deadline = Instant.FromUtc(2026, 3, 3, 8, 0), later = Instant.FromUtc(2026, 3, 4, 8, 0);

    private static AppointmentRequest New(string kind = "appointment", LocalDateTime? wished = null) => new(
        new(Guid.CreateVersion7()), "K7M2C", parent, new(Guid.CreateVersion7()), new(kind, null, wished, null, null, null, null),
        RequestState.Waiting, null, null, null, Instant.FromUtc(2026, 3, 2, 8, 0), deadline, 1);

    [Fact]
    public void A_proposal_goes_back_and_forth_until_both_agree()
    {
        var request = Done(New().Take(mari));
        Assert.Equal((RequestState.Taken, mari), (request.State, request.Owner));
        request = Done(request.Propose(mari, wish, now, later));
        Assert.Equal((RequestState.Proposed, wish, later), (request.State, request.Proposed, request.Deadline));
        request = Done(request.Refuse(parent, deadline));
        Assert.Equal((RequestState.Taken, (LocalDateTime?)null, mari, deadline), (request.State, request.Proposed, request.Owner, request.Deadline));
        request = Done(Done(request.Propose(mari, other, now, later)).Accept(parent, now));
        Assert.Equal((RequestState.Confirmed, other, (LocalDateTime?)null), (request.State, request.Agreed, request.Proposed));
        Assert.False(request.IsOpen);
        Assert.Equal(RequestState.Cancelled, Done(request.Cancel(parent)).State);
    }

    [Fact]
    public void The_wished_time_is_confirmed_unless_another_is_given_and_a_call_needs_none()
    {
        Assert.Equal(wish, Done(New(wished: wish).Confirm(mari, null, now)).Agreed);
        Assert.Equal(other, Done(New(wished: wish).Confirm(mari, other, now)).Agreed);
        Assert.Equal(StepRefusal.NoTime, New().Confirm(mari, null, now).Refusal);
        Assert.Null(Done(New(AppointmentRequest.Human).Confirm(mari, null, now)).Agreed);
    }

    [Fact]
    public void A_time_that_has_passed_is_refused()
    {
        Assert.Equal(StepRefusal.Past, New(wished: now).Confirm(mari, null, now).Refusal);
        Assert.Equal(StepRefusal.Past, New().Propose(mari, now, now, later).Refusal);
        Assert.Equal(StepRefusal.Past, Done(New().Propose(mari, wish, now, later)).Accept(parent, wish).Refusal);
    }

    [Fact]
    public void Only_the_parent_who_asked_answers_a_proposal_or_cancels()
    {
        var proposed = Done(New().Propose(mari, wish, now, later));
        foreach (var stranger in (PersonId[])[mari, juri])
            Assert.All([proposed.Accept(stranger, now), proposed.Refuse(stranger, later), proposed.Cancel(stranger)], step => Assert.Equal(StepRefusal.NotYours, step.Refusal));
        Assert.Equal(StepRefusal.NotNow, New().Accept(parent, now).Refusal);
        Assert.Equal(StepRefusal.NotNow, proposed.Confirm(mari, wish, now).Refusal);
    }

    [Fact]
    public void What_one_coordinator_has_taken_another_cannot_move()
    {
        var taken = Done(New().Take(mari));
        Assert.All([taken.Take(juri), taken.Propose(juri, wish, now, later), taken.Confirm(juri, wish, now), taken.Decline(juri)],
            step => Assert.Equal(StepRefusal.Taken, step.Refusal));
    }

    [Fact]
    public void The_clock_ends_an_open_request_at_its_deadline_and_not_before()
    {
        Assert.Equal(StepRefusal.NotNow, New().Expire(deadline - Duration.FromMilliseconds(1)).Refusal);
        Assert.Equal(RequestState.Expired, Done(New().Expire(deadline)).State);
        Assert.Equal(RequestState.Expired, Done(Done(New().Propose(mari, wish, now, later)).Expire(later)).State);
        Assert.Equal(StepRefusal.Closed, Done(New().Decline(mari)).Expire(later).Refusal);
    }

    [Fact]
    public void Whatever_people_do_in_whatever_order_a_request_keeps_its_rules() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(int Step, int Who)[]>(), moves =>
        {
            var request = New(wished: wish);
            foreach (var (step, who) in moves)
            {
                var by = ((PersonId[])[parent, mari, juri])[Math.Abs(who % 3)];
                var result = Math.Abs(step % 8) switch
                {
                    0 => request.Take(by),
                    1 => request.Propose(by, other, now, later),
                    2 => request.Confirm(by, null, now),
                    3 => request.Decline(by),
                    4 => request.Accept(by, now),
                    5 => request.Refuse(by, later),
                    6 => request.Cancel(by),
                    _ => request.Expire(later),
                };
                Assert.True(result.Next is null != result.Refusal is null);
                if (result.Next is not { } next) continue;
                // What has ended stays ended, but for an agreed time that is called off.
                Assert.True(request.IsOpen || (request.State, next.State) == (RequestState.Confirmed, RequestState.Cancelled));
                Assert.Equal(next.State == RequestState.Proposed, next.Proposed is not null);
                Assert.True(next.State != RequestState.Confirmed || next.Agreed is not null);
                Assert.True(next.State == RequestState.Waiting || next.State == RequestState.Cancelled || next.State == RequestState.Expired || next.Owner is not null);
                Assert.True(request.Owner is null || next.Owner == request.Owner);
                request = next;
            }
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    private static AppointmentRequest Done(StepResult step)
    {
        Assert.Null(step.Refusal);
        return step.Next!;
    }
}
