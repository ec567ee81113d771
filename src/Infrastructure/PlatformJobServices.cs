using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Infrastructure.Platform;

namespace OpenEvent.Infrastructure;

/// <summary>Registers what keeps the settings of the platform up to date.</summary>
public static class PlatformJobServices
{
    public static IServiceCollection AddPlatformJobs(this IServiceCollection services) =>
        services.AddHostedService<PlatformSettingsRefresh>();
}
