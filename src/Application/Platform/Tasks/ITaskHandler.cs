using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Does the work of some kinds of tasks, outside any transaction. It may run twice: a killed server's task starts again.</summary>
internal interface ITaskHandler
{
    bool Handles(string kind);

    /// <param name="task">The task at the start of the work.</param>
    /// <exception cref="Domain.Common.RejectedException">The task cannot succeed; its owner reads the reason.</exception>
    Task<TaskResult> RunAsync(QueuedTask task, ITaskProgress progress, CancellationToken ct);

    /// <summary>
    /// Called when the task has succeeded, unless the work ended the task itself. The rows that it changes are saved with the task.
    /// </summary>
    Task OnSucceededAsync(QueuedTask task, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Records that the task has failed. The rows that it changes are saved with the task.</summary>
    Task OnFailedAsync(QueuedTask task, string reason, CancellationToken ct) => Task.CompletedTask;
}
