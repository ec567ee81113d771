using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Runs a task and stores its result. A failure that can pass is repeated by the outbox, a few times: the owner is waiting. A rejection is
/// final, and its owner reads the reason.
/// </summary>
internal sealed class RunTask(IData data, IAuthorization authorization, IEnumerable<ITaskWork> works) : IOutboxConsumer
{
    public const string EntryKind = "task";

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

    public string Kind => EntryKind;

    public async Task ConsumeAsync(string key, JsonElement payload, CancellationToken ct)
    {
        var id = payload.Deserialize<Payload>()!.Task;
        await data.UpdateAsync(
            DirectWrites.ReportTask,
            data.Set<QueuedTask>().Where(t => t.Key == id && t.State == QueuedTaskState.Waiting),
            set => set.SetProperty(t => t.State, QueuedTaskState.Started),
            ct
        );
        var started = await FindAsync(id, ct);
        if (started is null or { IsDone: true })
            return;
        var work = works.FirstOrDefault(w => w.Handles(started.Kind))
            ?? throw new UnknownOutboxKindException($"This version does not know tasks of kind {started.Kind}.");
        var result = await work.RunAsync(started, new Progress(data, id), ct);
        data.ClearTracking();
        var ended = await EndAsync(
            id,
            task =>
            {
                task.State = QueuedTaskState.Succeeded;
                (task.ResultPath, task.ResultName, task.ResultContentType, task.ResultEventId) = (
                    result.Path,
                    result.FileName,
                    result.ContentType,
                    result.EventId
                );
            },
            ct
        );
        if (ended is not null)
            await work.OnSucceededAsync(ended, ct);
    }

    public bool IsPermanent(Exception failure) => failure is RejectedException;

    public async Task OnFailedAsync(string key, JsonElement payload, Exception failure, int attempts, bool isFinal, CancellationToken ct)
    {
        if (!isFinal && attempts < MaxAttempts)
            return;
        var reason = failure is RejectedException rejection ? Describe(rejection) : "The server could not do this. Start it again later.";
        var ended = await EndAsync(
            payload.Deserialize<Payload>()!.Task,
            task =>
            {
                task.State = QueuedTaskState.Failed;
                task.Failure = reason;
            },
            ct
        );
        if (ended is not null && works.FirstOrDefault(w => w.Handles(ended.Kind)) is { } work)
            await work.OnFailedAsync(ended, reason, ct);
    }

    /// <returns>Null: the task had ended before.</returns>
    private async Task<QueuedTask?> EndAsync(Guid id, Action<QueuedTask> end, CancellationToken ct)
    {
        var task = await data.Set<QueuedTask>().SingleOrDefaultAsync(t => t.Key == id, ct);
        if (task is null or { IsDone: true })
            return null;
        authorization.AsServer().Change(task, EndMembers);
        end(task);
        return task;
    }

    private Task<QueuedTask?> FindAsync(Guid id, CancellationToken ct) =>
        data.Set<QueuedTask>().AsNoTracking().SingleOrDefaultAsync(t => t.Key == id, ct);

    private static string Describe(RejectedException rejection)
    {
        var text = string.Join('\n', rejection.Problems.Select(p => p.Pointer is { Length: > 0 } at ? $"{at}: {p.Detail}" : p.Detail));
        return text.Length > MaxFailureLength ? text[..MaxFailureLength] : text;
    }

    private sealed class Progress(IData data, Guid id) : ITaskProgress
    {
        public Task ReportAsync(long rows, CancellationToken ct) =>
            data.UpdateAsync(
                DirectWrites.ReportTask,
                data.Set<QueuedTask>().Where(t => t.Key == id),
                set => set.SetProperty(t => t.Rows, rows),
                ct
            );
    }
}
