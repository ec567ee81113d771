using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Infrastructure.Lab;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.Infrastructure;

/// <summary>Adapters of module Lab's ports. They need <see cref="LabSettings"/> and a <see cref="TimeProvider"/>.</summary>
public static class LabDeviceServices
{
    /// <returns>What is wrong with a setting that only the driver can tell, with its key; null: nothing.</returns>
    public static string? FindSettingsError(LabSettings settings) =>
        settings
            .Addresses.Where(d =>
                d.Value is { IsVirtual: true, Target.Length: > 0 }
                && !CircuitCatalogue.Names.Contains(d.Value.Target, StringComparer.OrdinalIgnoreCase)
            )
            .Select(d =>
                $"{settings.GetKey(d.Key)}: there is no circuit {d.Value.Target}; there are {string.Join(", ", CircuitCatalogue.Names)}."
            )
            .FirstOrDefault();

    /// <param name="dataDirectory">Under it lie the links of virtual boards.</param>
    public static IServiceCollection AddLabDevices(this IServiceCollection services, string dataDirectory)
    {
        services.AddMetrics();
        services.AddSingleton<LabMetrics>();
        services.AddSingleton<IFunctionCatalogue, PSLabFunctionCatalogue>();
        services.AddSingleton<ICallLog, PostgresCallLog>();
        services.AddSingleton(provider => new DevicePool(
            provider.GetRequiredService<LabSettings>(),
            Path.Combine(dataDirectory, "lab"),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<LabMetrics>(),
            provider.GetRequiredService<ILoggerFactory>()
        ));
        services.TryAddSingleton<ILabDevices>(provider => provider.GetRequiredService<DevicePool>());
        services.AddHostedService(provider => provider.GetRequiredService<DevicePool>());
        return services;
    }
}
