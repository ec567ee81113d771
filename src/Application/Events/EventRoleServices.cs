using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Identity;

namespace OpenEvent.Application.Events;

/// <summary>What the roles at events need beside their handlers.</summary>
public static class EventRoleServices
{
    public static IServiceCollection AddEventRoles(this IServiceCollection services)
    {
        services.AddScoped<InviteMail>();
        services.AddScoped<UpcomingEvents>();
        services.AddScoped<IAccountTie, OwnedEvents>();
        return services;
    }
}
