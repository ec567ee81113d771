using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;

namespace OpenEvent.Application.Events;

/// <summary>What the roles at events need beside their handlers.</summary>
public static class EventServices
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.AddScoped<InviteEmailSender>();
        services.AddScoped<UpcomingEvents>();
        services.AddScoped<IAccountDeletionBlocker, EventOwnerDeletionBlocker>();
        return services;
    }
}
