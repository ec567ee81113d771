using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;

namespace OpenEvent.WebApi.Identity;

/// <summary>Registers who asks, and module Identity with it.</summary>
internal static class IdentityWeb
{
    public static IServiceCollection AddIdentityWeb(this IServiceCollection services) =>
        services
            .AddHttpContextAccessor()
            .AddScoped<IActorSource, RequestActor>()
            .AddSingleton<IFrontend, FrontendLinks>()
            .AddIdentity()
            .AddEventRoles();
}
