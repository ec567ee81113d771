using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Writes the record of an import, which stays when its task is deleted.</summary>
internal sealed class ImportJobWriter(IData data, IAuthorization authorization, TimeProvider clock)
{
    /// <param name="task">Started by a user.</param>
    /// <param name="grant">The grant of the import.</param>
    public void Add(QueuedTask task, Grant grant)
    {
        var job = new ImportJob
        {
            UserId = task.OwnerId!.Value,
            Task = $"{task.Key}",
            StartsAt = clock.GetUtcNow(),
            ResultStatus = ImportJob.Waiting,
        };
        grant.Create(job);
        data.Set<ImportJob>().Add(job);
    }

    /// <summary>Ends the task in the transaction of the import, so that a server that is killed now does not import twice.</summary>
    public async Task SucceedAsync(QueuedTask task, long eventId, Grant grant, CancellationToken ct)
    {
        grant.Change(task, nameof(QueuedTask.State), nameof(QueuedTask.ResultEventId));
        task.State = QueuedTaskState.Succeeded;
        task.ResultEventId = eventId;
        var key = $"{task.Key}";
        var job = await data.Set<ImportJob>().SingleAsync(j => j.Task == key, ct);
        grant.Change(job, nameof(ImportJob.Result), nameof(ImportJob.ResultStatus));
        job.Result = eventId.ToString(CultureInfo.InvariantCulture);
        job.ResultStatus = ImportJob.Success;
    }

    /// <summary>Does nothing if the record was deleted, e.g. with its account.</summary>
    public async Task FailAsync(QueuedTask task, string reason, CancellationToken ct)
    {
        var key = $"{task.Key}";
        if (await data.Set<ImportJob>().SingleOrDefaultAsync(j => j.Task == key, ct) is not { } job)
            return;
        authorization.AsServer().Change(job, nameof(ImportJob.Result), nameof(ImportJob.ResultStatus));
        job.Result = reason;
        job.ResultStatus = ImportJob.Failure;
    }
}
