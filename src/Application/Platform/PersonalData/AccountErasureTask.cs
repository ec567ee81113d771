using MediatR;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Erases an account, in one transaction with the end of the task.</summary>
internal sealed class AccountErasureTask(IMediator mediator) : ITaskHandler
{
    public const string Kind = "account-erasure";

    internal sealed record Parameters(long UserId);

    public bool Handles(string kind) => kind == Kind;

    public async Task<TaskResult> RunAsync(QueuedTask task, ITaskProgress progress, CancellationToken ct)
    {
        await progress.ReportAsync(await mediator.Send(new EraseAccountRows(task.Key), ct), ct);
        return new TaskResult(null, null, null);
    }
}
