using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Platform;
using OpenEvent.Infrastructure.Jobs;

namespace OpenEvent.Infrastructure.Retention;

/// <summary>Clears billing details of erased accounts after <see cref="RetentionSettings.BillingYears"/>.</summary>
internal sealed class AnonymizeBillingJob(IServiceScopeFactory scopes, RetentionSettings settings, TimeProvider clock) : IScheduledJob
{
    public string Name => "anonymize-billing";

    public JobSchedule Schedule => JobSchedule.Daily;

    public bool IsEnabled => settings.BillingYears > 0;

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().AddYears(-settings.BillingYears);
        while (await scopes.SendAsync(new AnonymizeBilling(before), ct) > 0) { }
    }
}
