using MediatR;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Program;
using OpenEvent.Application.Ticketing;
using OpenEvent.Infrastructure.Jobs;
using OpenEvent.Infrastructure.Notifications;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Platform;
using OpenEvent.Infrastructure.Retention;
using OpenEvent.Infrastructure.Ticketing;

namespace OpenEvent.Infrastructure;

/// <summary>
/// Registers the outbox, the scheduled jobs and the refresh of the platform's settings. Requires <see cref="OutboxSettings"/> and
/// <see cref="RetentionSettings"/>. Other modules register jobs of their own: <c>grep -rn "IScheduledJob" src</c>.
/// </summary>
public static class BackgroundJobServices
{
    public static IServiceCollection AddBackgroundJobs(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddScoped<OutboxEntryProcessor>();
        services.AddScoped<OutboxClaims>();
        services.AddSingleton<OutboxKinds>();
        services.AddSingleton<UnknownEntries>();
        services.AddOutboxConsumer<ReportOutboxFailure>(ReportOutboxFailure.EntryKind);
        services.AddSingleton<OutboxMetrics>();
        services.AddSingleton<OutboxMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxMonitor>());
        services.AddHostedService<OutboxWorker>();
        services.AddHostedService<PlatformSettingsRefresh>();
        services.AddSingleton<OrderMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<OrderMonitor>());
        services.AddSingleton<IScheduledJob, ExpireOrdersJob>();
        services.AddSingleton<IScheduledJob, IssueInvoicesJob>();
        services.AddSingleton<IScheduledJob, SendInvoiceRemindersJob>();
        services.AddSingleton<IScheduledJob, RejectOverdueSessionsJob>();
        services.AddSingleton<IScheduledJob, DeleteExpiredTasksJob>();
        services.AddSingleton<IScheduledJob, AnonymizeBillingJob>();
        services.AddDailyEmails("send-sales-end-reminders", (at, after, except) => new SendSalesEndReminders(at, after, except));
        services.AddDailyEmails("send-after-event-emails", (at, after, except) => new SendAfterEventEmails(at, after, except));
        services.AddDailyEmails("send-next-event-emails", (at, after, except) => new SendNextEventEmails(at, after, except));
        services.AddDailyEmails("send-speaker-thanks", (at, after, except) => new SendSpeakerThanks(at, after, except));
        services.AddDailyEmails("send-payment-problems", (at, after, except) => new SendPaymentProblems(at, after, except));
        // Many rules are due at the same time. One after the other, they need one connection.
        var turn = new SemaphoreSlim(1);
        foreach (var rule in RetentionRule.All)
            services.AddSingleton<IScheduledJob>(provider => ActivatorUtilities.CreateInstance<RetentionJob>(provider, rule, turn));
        services.AddSingleton<JobMetrics>();
        services.AddSingleton<JobScheduler>();
        services.AddHostedService(provider => provider.GetRequiredService<JobScheduler>());
        return services;
    }

    private static void AddDailyEmails(
        this IServiceCollection services,
        string name,
        Func<DateTimeOffset, long, long[], IRequest<long?>> createCommand
    ) => services.AddSingleton<IScheduledJob>(provider => ActivatorUtilities.CreateInstance<DailyEmailsJob>(provider, name, createCommand));
}
