using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Infrastructure.Notifications;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Ticketing;

namespace OpenEvent.Infrastructure;

/// <summary>Registers the background jobs: the outbox worker, order expiry, invoicing and the daily job.</summary>
public static class BackgroundJobServices
{
    public static IServiceCollection AddBackgroundJobs(this IServiceCollection services)
    {
        services.AddScoped<OutboxEntryProcessor>();
        services.AddMetrics();
        services.AddSingleton<OutboxMetrics>();
        services.AddSingleton<OutboxMonitor>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxMonitor>());
        services.AddHostedService<OutboxWorker>();
        services.AddHostedService<OrderExpiryJob>();
        services.AddHostedService<InvoiceJob>();
        services.AddHostedService<DailyJob>();
        return services;
    }
}
