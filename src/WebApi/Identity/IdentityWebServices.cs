using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.WebApi.Endpoints.Pages;

namespace OpenEvent.WebApi.Identity;

/// <summary>Registers the current actor, the frontend URLs and the modules Identity and Events.</summary>
internal static class IdentityWebServices
{
    public static IServiceCollection AddIdentityWeb(this IServiceCollection services) =>
        services
            .AddHttpContextAccessor()
            .AddScoped<ICurrentActor, HttpCurrentActor>()
            .AddSingleton<IClientAddress, HttpClientAddress>()
            .AddSingleton<IFrontend, FrontendUrls>()
            .AddSingleton<SessionWatch>()
            .AddSingleton<AccessTokenReader>()
            .AddSingleton<LabRequests>()
            .AddScoped<PageSignIn>()
            .AddScoped<IRateLimitReport, HttpRateLimitReport>()
            .AddIdentity()
            .AddEvents();
}
