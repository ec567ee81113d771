using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Application.Platform;

namespace OpenEvent.Infrastructure.Platform;

/// <summary>Reads the platform's settings every ten seconds, so that this server knows what staff have changed at another one.</summary>
internal sealed class PlatformSettingsRefresh(IServiceScopeFactory scopes, TimeProvider clock, ILogger<PlatformSettingsRefresh> log)
    : RecurringJob(TimeSpan.FromSeconds(10), clock, log)
{
    protected override Task RunAsync(CancellationToken ct) => scopes.SendAsync(new RefreshSettings(), ct);
}
