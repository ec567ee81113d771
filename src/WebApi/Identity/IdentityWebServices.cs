using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;

namespace OpenEvent.WebApi.Identity;

/// <summary>Registers who asks, and module Identity with it.</summary>
internal static class IdentityWebServices
{
    public static IServiceCollection AddIdentityWeb(this IServiceCollection services) =>
        services
            .AddHttpContextAccessor()
            .AddScoped<ICurrentActor, HttpCurrentActor>()
            .AddSingleton<IFrontend, FrontendUrls>()
            .AddIdentity()
            .AddEvents();
}
