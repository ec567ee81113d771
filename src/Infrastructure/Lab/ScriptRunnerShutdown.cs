using Microsoft.Extensions.Hosting;
using OpenEvent.Application.Lab;

namespace OpenEvent.Infrastructure.Lab;

/// <summary>Interrupts the runs of scripts when the server stops.</summary>
internal sealed class ScriptRunnerShutdown(ScriptRunner runner) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => runner.StopAsync(cancellationToken);
}
