using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Infrastructure.Notifications;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Ticketing;

namespace OpenEvent.Infrastructure;

/// <summary>What the server does by itself: the outbox's work, expiring orders, invoicing, and what is due each day.</summary>
public static class BackgroundJobServices
{
    public static IServiceCollection AddBackgroundJobs(this IServiceCollection services)
    {
        services.AddScoped<OutboxEntryProcessor>();
        services.AddHostedService<OutboxWorker>();
        services.AddHostedService<OrderExpiryJob>();
        services.AddHostedService<InvoiceJob>();
        services.AddHostedService<DailyJob>();
        return services;
    }
}
