using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Runs a task and stores its result. A temporary failure is repeated by the outbox, a few times: the owner is waiting. A rejection ends
/// the task, and its owner reads the reason.
/// </summary>
internal sealed class RunTask(IData data, IAuthorization authorization, IOutbox outbox, IEnumerable<ITaskHandler> handlers)
    : IOutboxConsumer
{
    public const string EntryKind = "task";

    /// <summary>
    /// Tasks that read an uploaded file have a lane of their own: they may take minutes, and exports must not wait for them.
    /// </summary>
    public const string InputEntryKind = "import";

    /// <summary>
    /// Archives of events have a lane with one slot, because each is in memory: they do not hold the slots of smaller imports.
    /// </summary>
    public const string ArchiveEntryKind = "archive-import";

    /// <summary>With the default pauses of the outbox, the last attempt is some two minutes after the first.</summary>
    public const int MaxAttempts = 6;

    /// <summary>The longest report of a failure, in characters.</summary>
    private const int MaxFailureLength = 10_000;

    private static readonly string[] EndMembers =
    [
        nameof(QueuedTask.State),
        nameof(QueuedTask.ResultPath),
        nameof(QueuedTask.ResultName),
        nameof(QueuedTask.ResultContentType),
        nameof(QueuedTask.ResultEventId),
        nameof(QueuedTask.Failure),
    ];

    internal sealed record Payload(Guid Task);

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        if (await StartAsync(payload.Deserialize<Payload>()!.Task, ct) is not { } task)
            return;
        if (!task.IsDone)
            await RunAsync(task, ct);
        QueueDeletionOfInput(task);
    }

    public async Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        if (isFinal)
            await FailAsync(
                payload.Deserialize<Payload>()!.Task,
                "The task failed because of an error on the server. Start it again later.",
                ct
            );
    }

    /// <returns>Null if the task was deleted.</returns>
    private async Task<QueuedTask?> StartAsync(Guid id, CancellationToken ct)
    {
        await data.UpdateAsync(
            DirectWrites.ReportTask,
            data.Set<QueuedTask>().Where(t => t.Key == id && t.State == QueuedTaskState.Waiting),
            set => set.SetProperty(t => t.State, QueuedTaskState.Started),
            ct
        );
        return await data.Set<QueuedTask>().AsNoTracking().SingleOrDefaultAsync(t => t.Key == id, ct);
    }

    private async Task RunAsync(QueuedTask started, CancellationToken ct)
    {
        var handler = FindHandler(started)
            ?? throw new UnknownOutboxKindException($"This version does not know tasks of kind {started.Kind}.");
        try
        {
            var result = await handler.RunAsync(started, new TaskProgress(data, started.Key), ct);
            data.ClearTracking();
            if (await EndAsync(started.Key, task => Succeed(task, result), ct) is { } ended)
                await handler.OnSucceededAsync(ended, ct);
            else if (result.Path is { } path && !await data.Set<QueuedTask>().AnyAsync(t => t.Key == started.Key, ct))
                DeleteStoredFile.Queue(outbox, path); // Nothing names the file, because the task was deleted while it ran.
        }
        catch (RejectedException rejection)
        {
            data.ClearTracking();
            await FailAsync(started.Key, TaskFailure.Describe(rejection, MaxFailureLength), ct);
        }
    }

    private static void Succeed(QueuedTask task, TaskResult result)
    {
        task.State = QueuedTaskState.Succeeded;
        task.ResultPath = result.Path;
        task.ResultName = result.FileName;
        task.ResultContentType = result.ContentType;
        task.ResultEventId = result.EventId;
    }

    private async Task FailAsync(Guid id, string reason, CancellationToken ct)
    {
        var ended = await EndAsync(
            id,
            task =>
            {
                task.State = QueuedTaskState.Failed;
                task.Failure = reason;
            },
            ct
        );
        if (ended is null)
            return;
        QueueDeletionOfInput(ended);
        if (FindHandler(ended) is { } handler)
            await handler.OnFailedAsync(ended, reason, ct);
    }

    /// <returns>Null if the task had ended before.</returns>
    private async Task<QueuedTask?> EndAsync(Guid id, Action<QueuedTask> end, CancellationToken ct)
    {
        var task = await data.Set<QueuedTask>().SingleOrDefaultAsync(t => t.Key == id, ct);
        if (task is null or { IsDone: true })
            return null;
        authorization.AsServer().Change(task, EndMembers);
        end(task);
        return task;
    }

    private ITaskHandler? FindHandler(QueuedTask task) => handlers.FirstOrDefault(h => h.Handles(task.Kind));

    private void QueueDeletionOfInput(QueuedTask task)
    {
        if (task.InputPath is { } path)
            DeleteStoredFile.Queue(outbox, path);
    }
}
