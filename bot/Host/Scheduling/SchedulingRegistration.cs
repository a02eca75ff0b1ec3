using Assistant.Host.Broadcasts;
using Assistant.Host.Cases;
using Assistant.Host.Configuration;
using Assistant.Host.Duty;
using Assistant.Host.Groups;
using Assistant.Host.Households;
using Assistant.Host.Requests;
using Assistant.Host.Upkeep;
using Quartz;

namespace Assistant.Host.Scheduling;

/// <summary>Quartz as the clock: in memory, rebuilt from our tables at start and each hour, in the organisation's time zone.</summary>
public static class SchedulingRegistration
{
    /// <summary>A trigger later than this counts as misfired and fires at once; the jobs look at the tables, so lateness changes nothing.</summary>
    private static readonly TimeSpan misfireThreshold = TimeSpan.FromSeconds(5);

    /// <summary>How often what is in the tables is set again.</summary>
    private static readonly TimeSpan reconcileEvery = TimeSpan.FromHours(1);

    private const int threads = 4;

    /// <summary>Registers scheduler and jobs.</summary>
    public static IServiceCollection AddScheduling(this IServiceCollection services, Settings settings)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(options => options.InstanceName = "assistant");
            quartz.UseDefaultThreadPool(threads);
            quartz.UseDefaultTimeZone(TimeZoneInfo.FindSystemTimeZoneById(settings.Organisation.TimeZone.Id));
            quartz.UseInMemoryStore(store => store.MisfireThreshold = misfireThreshold);
            quartz.AddJob<RequestSweepJob>(job => job.WithIdentity(RequestSweepJob.Key).StoreDurably());
            quartz.AddJob<RequestReconcileJob>(job => job.WithIdentity(RequestReconcileJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(RequestReconcileJob.Key).WithIdentity("request-reconcile")
                .StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(reconcileEvery).RepeatForever()));
            quartz.AddJob<DutySweepJob>(job => job.WithIdentity(DutySweepJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(DutySweepJob.Key).WithIdentity("duty-net")
                .StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(reconcileEvery).RepeatForever()));
            quartz.AddJob<DraftReminderJob>(job => job.WithIdentity(DraftReminderJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(DraftReminderJob.Key).WithIdentity("drafts")
                .StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(reconcileEvery).RepeatForever()));
            quartz.AddJob<WorkReminderJob>(job => job.WithIdentity(WorkReminderJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(WorkReminderJob.Key).WithIdentity("work")
                .StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(reconcileEvery).RepeatForever()));
            quartz.AddJob<CheckInJob>(job => job.WithIdentity(CheckInJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(CheckInJob.Key).WithIdentity("check-ins")
                .StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(reconcileEvery).RepeatForever()));
            quartz.AddJob<GroupSweepJob>(job => job.WithIdentity(GroupSweepJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(GroupSweepJob.Key).WithIdentity("group-net")
                .StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(reconcileEvery).RepeatForever()));
            quartz.AddJob<BroadcastSweepJob>(job => job.WithIdentity(BroadcastSweepJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(BroadcastSweepJob.Key).WithIdentity("broadcast-net")
                .StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(reconcileEvery).RepeatForever()));
            quartz.AddJob<NightlyJob>(job => job.WithIdentity(NightlyJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger.ForJob(NightlyJob.Key).WithIdentity("nightly").WithCronSchedule(NightlyJob.Cron));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }
}
