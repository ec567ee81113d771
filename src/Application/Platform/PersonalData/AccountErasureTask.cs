using MediatR;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Erases an account: rows without a bound in batches, and then the rest in one transaction with the end of the task.</summary>
internal sealed class AccountErasureTask(IMediator mediator) : ITaskHandler
{
    public const string Kind = "account-erasure";

    internal sealed record Parameters(long UserId);

    public bool Handles(string kind) => kind == Kind;

    public async Task<TaskResult> RunAsync(QueuedTask task, ITaskProgress progress, CancellationToken ct)
    {
        var deleted = 0;
        while (await mediator.Send(new DeletePersonalRows(task.Key), ct) is > 0 and var count)
            await progress.ReportAsync(deleted += count, ct);
        await progress.ReportAsync(deleted + await mediator.Send(new EraseAccountRows(task.Key), ct), ct);
        return new TaskResult(null, null, null);
    }
}
