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
        Assert.Equal(RequestState.Cancelled, Done(request.Cancel(parent, now)).State);
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
            Assert.All([proposed.Accept(stranger, now), proposed.Refuse(stranger, later), proposed.Cancel(stranger, now)], step => Assert.Equal(StepRefusal.NotYours, step.Refusal));
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
    public void A_meeting_that_is_to_be_moved_holds_until_both_agree_anew()
    {
        var agreed = Done(New(wished: wish).Confirm(mari, null, now));
        var moving = Done(agreed.Move(parent, agreed.Content with { Wish = other }, now, later));
        Assert.Equal((RequestState.Taken, wish, mari, true), (moving.State, moving.Agreed, moving.Owner, moving.IsMoving));
        Assert.Equal((RequestState.Confirmed, other), (Done(moving.Confirm(mari, null, now)).State, Done(moving.Confirm(mari, null, now)).Agreed));
        Assert.Equal((RequestState.Confirmed, wish), (Done(moving.Decline(mari)).State, Done(moving.Decline(mari)).Agreed));
        Assert.Equal((RequestState.Confirmed, wish), (Done(moving.Expire(later)).State, Done(moving.Expire(later)).Agreed));
        var offered = Done(agreed.Propose(mari, other, now, later));
        Assert.Equal((RequestState.Taken, wish), (Done(offered.Refuse(parent, later)).State, Done(offered.Refuse(parent, later)).Agreed));
        Assert.Equal(StepRefusal.Taken, agreed.Propose(juri, other, now, later).Refusal);
    }

    [Fact]
    public void A_meeting_that_nobody_holds_is_anybodys_to_see_to()
    {
        var left = Done(New(wished: wish).Confirm(mari, null, now)).HandOver(to: null);
        Assert.Equal((RequestState.Proposed, juri), (Done(left.Propose(juri, other, now, later)).State, Done(left.Propose(juri, other, now, later)).Owner));
        Assert.Equal(juri, Done(left.HandOver(mari, juri, now)).Owner);
        Assert.Equal(RequestState.Cancelled, Done(left.CallOff(juri, now)).State);
        Assert.Equal(StepRefusal.NotNow, New().HandOver(mari, juri, now).Refusal);
    }

    [Fact]
    public void What_was_is_neither_moved_nor_called_off()
    {
        var agreed = Done(New(wished: wish).Confirm(mari, null, now));
        Assert.Equal(StepRefusal.Past, agreed.Move(parent, agreed.Content, wish, later).Refusal);
        Assert.Equal(StepRefusal.Closed, agreed.Cancel(parent, wish).Refusal);
        Assert.Equal(StepRefusal.Closed, agreed.CallOff(mari, wish).Refusal);
        Assert.Equal(StepRefusal.Closed, agreed.Propose(mari, other, wish, later).Refusal);
        Assert.Equal(StepRefusal.Closed, agreed.HandOver(mari, juri, wish).Refusal);
    }

    [Fact]
    public void Only_the_owner_hands_over_or_calls_off_and_only_what_nobody_was_promised_goes_back_to_the_queue()
    {
        var taken = Done(New(wished: wish).Take(mari));
        Assert.Equal(juri, Done(taken.HandOver(mari, juri, now)).Owner);
        Assert.Equal(StepRefusal.Taken, taken.HandOver(juri, juri, now).Refusal);
        Assert.Equal((RequestState.Waiting, (PersonId?)null), (Done(taken.Release(mari)).State, Done(taken.Release(mari)).Owner));
        Assert.Equal(StepRefusal.NotNow, Done(taken.Propose(mari, other, now, later)).Release(mari).Refusal);
        var agreed = Done(taken.Confirm(mari, null, now));
        Assert.Equal(RequestState.Cancelled, Done(agreed.CallOff(mari, now)).State);
        Assert.Equal(StepRefusal.Taken, agreed.CallOff(juri, now).Refusal);
        Assert.Equal(StepRefusal.NotYours, agreed.Move(mari, agreed.Content, now, later).Refusal);
    }

    [Fact]
    public void Whatever_people_do_in_whatever_order_a_request_keeps_its_rules() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(int Step, int Who)[]>(), moves =>
        {
            var request = New(wished: wish);
            foreach (var (step, who) in moves)
            {
                var by = ((PersonId[])[parent, mari, juri])[Math.Abs(who % 3)];
                var result = Math.Abs(step % 12) switch
                {
                    0 => request.Take(by),
                    1 => request.Propose(by, other, now, later),
                    2 => request.Confirm(by, null, now),
                    3 => request.Decline(by),
                    4 => request.Accept(by, now),
                    5 => request.Refuse(by, later),
                    6 => request.Cancel(by, now),
                    7 => request.Expire(later),
                    8 => request.Move(by, request.Content with { Wish = other }, now, later),
                    9 => request.CallOff(by, now),
                    10 => request.HandOver(by, juri, now),
                    _ => request.Release(by),
                };
                Assert.True(result.Next is null != result.Refusal is null);
                if (result.Next is not { } next) continue;
                // What has ended stays ended; what is agreed can be moved, handed over or called off.
                Assert.True(request.IsOpen || request.State == RequestState.Confirmed && next.State is RequestState.Cancelled or RequestState.Proposed or RequestState.Taken or RequestState.Confirmed);
                Assert.Equal(next.State == RequestState.Proposed, next.Proposed is not null);
                // A time once agreed holds until another is agreed or the meeting is off.
                Assert.True(next.State != RequestState.Confirmed || next.Agreed is not null);
                Assert.True(request.Agreed is null || next.Agreed is not null);
                Assert.True(request.Agreed is null || next.State is not (RequestState.Waiting or RequestState.Declined or RequestState.Expired));
                Assert.True(request.Agreed == next.Agreed || next.State == RequestState.Confirmed);
                Assert.True(next.State == RequestState.Waiting || next.State == RequestState.Cancelled || next.State == RequestState.Expired || next.Owner is not null);
                Assert.True(request.Owner is null || next.Owner == request.Owner || (Math.Abs(step % 12) == 10 ? next.Owner == juri : next is { Owner: null, State: RequestState.Waiting }));
                request = next;
            }
        }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    private static AppointmentRequest Done(StepResult step)
    {
        Assert.Null(step.Refusal);
        return step.Next!;
    }
}
