using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Registers the services of module Events. Handlers are registered by assembly scan.</summary>
public static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddScoped<InviteEmailSender>();
        services.AddScoped<UpcomingEvents>();
        services.AddScoped<IEventRule, EventSizeRule>();
        services.AddScoped<IAccountDeletionBlocker, EventOwnerDeletionBlocker>();
        return services;
    }
}
