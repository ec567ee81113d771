using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Infrastructure.Notifications;
using OpenEvent.Infrastructure.Outbox;
using OpenEvent.Infrastructure.Ticketing;

namespace OpenEvent.Infrastructure;

/// <summary>What the server does by itself: the outbox's work, expiring orders, invoicing, and what is due each day.</summary>
public static class OutboxServices
{
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddScoped<OutboxRun>();
        services.AddHostedService<OutboxWorker>();
        services.AddHostedService<OrderExpiry>();
        services.AddHostedService<InvoiceCalendar>();
        services.AddHostedService<DailyWork>();
        return services;
    }
}
