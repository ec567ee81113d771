using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Infrastructure.Lab;
using OpenEvent.PSLab;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.Infrastructure;

/// <summary>Registers the adapters of module Lab. They need <see cref="LabSettings"/> and a <see cref="TimeProvider"/>.</summary>
public static class LabDeviceServices
{
    /// <summary>Checks the settings that only the driver can check.</summary>
    /// <returns>The problem with its settings key, or null.</returns>
    public static string? FindSettingsError(LabSettings settings) =>
        settings
            .Addresses.Where(d => d.Value is { IsVirtual: true, Target.Length: > 0 })
            .Select(d => FindCircuitError(d.Value.Target) is { } error ? $"{settings.GetKey(d.Key)}: {error}" : null)
            .FirstOrDefault(error => error is not null);

    /// <param name="dataDirectory">The links to virtual boards' ports are created in its subfolder <c>lab</c>.</param>
    public static IServiceCollection AddLabDevices(this IServiceCollection services, string dataDirectory)
    {
        services.AddMetrics();
        services.AddSingleton<LabMetrics>();
        services.AddSingleton<IFunctionCatalogue, PSLabFunctionCatalogue>();
        services.AddSingleton<ICircuitCatalogue, PSLabCircuitCatalogue>();
        services.AddScoped<ICallLog, PostgresCallLog>();
        services.AddSingleton<IRunLog, PostgresRunLog>();
        services.AddSingleton(provider => new DevicePool(
            provider.GetRequiredService<LabSettings>(),
            Path.Combine(dataDirectory, "lab"),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<LabMetrics>(),
            provider.GetRequiredService<ILoggerFactory>()
        ));
        services.TryAddSingleton<ILabDevices>(provider => provider.GetRequiredService<DevicePool>());
        services.AddHostedService(provider => provider.GetRequiredService<DevicePool>());
        services.AddHostedService<InterruptedCallsJob>();
        services.AddHostedService<InterruptedRunsJob>();
        services.AddHostedService<ScriptRunnerShutdown>();
        return services;
    }

    private static string? FindCircuitError(string circuit)
    {
        try
        {
            CircuitCatalogue.Get(circuit);
            return null;
        }
        catch (BoardException exception)
        {
            return exception.Message;
        }
    }
}
