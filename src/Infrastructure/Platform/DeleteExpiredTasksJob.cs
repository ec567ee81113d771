using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Platform;
using OpenEvent.Infrastructure.Jobs;

namespace OpenEvent.Infrastructure.Platform;

/// <summary>Deletes tasks that have expired, with their files.</summary>
internal sealed class DeleteExpiredTasksJob(IServiceScopeFactory scopes) : IScheduledJob
{
    public string Name => "delete-expired-tasks";

    public JobSchedule Schedule => JobSchedule.Hourly;

    public async Task RunAsync(CancellationToken ct)
    {
        while (await scopes.SendAsync(new DeleteExpiredTasks(), ct) > 0) { }
    }
}
