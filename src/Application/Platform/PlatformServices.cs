using MediatR;
using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Registers the services of module Platform, after those of <see cref="ApplicationServices"/>: its behaviour runs inside the unit of work.
/// </summary>
public static class PlatformServices
{
    public static IServiceCollection AddPlatform(this IServiceCollection services)
    {
        services.AddScoped<SettingSecrets>();
        services.AddScoped<SettingDefaults>();
        services.AddScoped<IPipelineBehavior<GetQuery<Setting>, Page<Setting>>, OpenSettings>();
        services.AddScoped<IPipelineBehavior<ReadBackQuery<Setting>, Page<Setting>>, OpenSettings>();
        services.AddScoped<IPipelineBehavior<UpdateCommand<Setting>, Setting>, OpenSettings>();
        return services;
    }
}
