using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Lab;
using OpenEvent.Infrastructure.Lab.Sandbox;

namespace OpenEvent.Infrastructure;

/// <summary>
/// Registers the sandbox of scripts. It needs <see cref="LabSettings"/>, <see cref="ScriptSettings"/> and an
/// <see cref="IFunctionCatalogue"/>.
/// </summary>
public static class ScriptSandboxServices
{
    /// <param name="dataDirectory">The sandbox's files are created in its subfolder <c>lab/sandbox</c>.</param>
    public static IServiceCollection AddScriptSandbox(this IServiceCollection services, string dataDirectory)
    {
        services.AddMetrics();
        services.AddSingleton(provider =>
            Create(
                    provider.GetRequiredService<ScriptSettings>(),
                    provider.GetRequiredService<IFunctionCatalogue>(),
                    Path.Combine(dataDirectory, "lab", "sandbox"),
                    // A server without a device rarely runs scripts: there the self-test waits for the first one.
                    provider.GetRequiredService<LabSettings>().Addresses.Count > 0
                        ? provider.GetRequiredService<IHostApplicationLifetime>()
                        : null,
                    provider.GetRequiredService<ILoggerFactory>()
                )
                .Measured(provider.GetRequiredService<IMeterFactory>())
        );
        services.TryAddSingleton<IScriptSandbox>(provider => provider.GetRequiredService<PythonSandbox>());
        services.AddHostedService(provider => provider.GetRequiredService<PythonSandbox>());
        return services;
    }

    internal static PythonSandbox Create(
        ScriptSettings settings,
        IFunctionCatalogue catalogue,
        string folder,
        IHostApplicationLifetime? lifetime,
        ILoggerFactory logs
    )
    {
        var program = new WorkerProgram(settings, catalogue);
        ISandboxRuntime runtime = settings.Runtime switch
        {
            ScriptRuntime.Runsc => new RunscRuntime(settings, program, folder),
            _ => new BubblewrapRuntime(settings, program, folder),
        };
        return new PythonSandbox(settings, runtime, program, folder, lifetime, logs.CreateLogger<PythonSandbox>());
    }
}
