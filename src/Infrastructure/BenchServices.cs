using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Infrastructure.Lab;
using OpenEvent.PSLab.Virtual;

namespace OpenEvent.Infrastructure;

/// <summary>Adapters of module Lab's ports. They need <see cref="LabSettings"/> and a <see cref="TimeProvider"/>.</summary>
public static class BenchServices
{
    /// <returns>What is wrong with a setting that only the driver can tell, with its key; null: nothing.</returns>
    public static string? FaultOf(LabSettings settings) =>
        settings
            .All.Where(d =>
                d.Value is { IsVirtual: true, Target.Length: > 0 }
                && !Circuits.Names.Contains(d.Value.Target, StringComparer.OrdinalIgnoreCase)
            )
            .Select(d => $"{settings.KeyOf(d.Key)}: there is no circuit {d.Value.Target}; there are {string.Join(", ", Circuits.Names)}.")
            .FirstOrDefault();

    /// <param name="dataDirectory">Under it lie the links of virtual boards.</param>
    public static IServiceCollection AddBenches(this IServiceCollection services, string dataDirectory)
    {
        services.AddMetrics();
        services.AddSingleton<LabMeter>();
        services.AddSingleton<IFunctions, PSLabFunctions>();
        services.AddSingleton<ICallLog, PostgresCallLog>();
        services.AddSingleton(provider => new BenchPool(
            provider.GetRequiredService<LabSettings>(),
            Path.Combine(dataDirectory, "lab"),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<LabMeter>(),
            provider.GetRequiredService<ILoggerFactory>()
        ));
        services.TryAddSingleton<IBenches>(provider => provider.GetRequiredService<BenchPool>());
        services.AddHostedService(provider => provider.GetRequiredService<BenchPool>());
        return services;
    }
}
