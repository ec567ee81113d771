using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Infrastructure.Outbox;

namespace OpenEvent.Infrastructure;

/// <summary>Registers the outbox and the worker that empties it.</summary>
public static class OutboxServices
{
    public static IServiceCollection AddOutbox(this IServiceCollection services)
    {
        services.AddScoped<OutboxRun>();
        services.AddHostedService<OutboxWorker>();
        return services;
    }
}
