using Microsoft.Extensions.DependencyInjection;
using OpenEvent.Application.Program;
using OpenEvent.Infrastructure.Jobs;

namespace OpenEvent.Infrastructure.Notifications;

/// <summary>Rejects sessions that nobody decided on in time.</summary>
internal sealed class RejectOverdueSessionsJob(IServiceScopeFactory scopes) : IScheduledJob
{
    public string Name => "reject-overdue-sessions";

    public JobSchedule Schedule => JobSchedule.Daily;

    public async Task RunAsync(CancellationToken ct)
    {
        while (await scopes.SendAsync(new RejectOverdueSessions(), ct) > 0) { }
    }
}
