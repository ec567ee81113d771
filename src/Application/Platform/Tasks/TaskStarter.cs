using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Adds a task and its outbox entry to the unit of work. Any server then runs it (<see cref="RunTask"/>), one task of each owner at a time.
/// A user starts at most 120 tasks an hour. A token needs the scope of the work, and none for the task itself.
/// </summary>
internal sealed class TaskStarter(IData data, IAuthorization authorization, IOutbox outbox, IThrottle throttle, TimeProvider clock)
{
    private static readonly RateLimit PerUser = new("task-user", 120, TimeSpan.FromHours(1));

    /// <summary>Starts a task. Call it after the permission for the result was checked.</summary>
    /// <param name="parameters">A small record, stored as JSON.</param>
    public Task<QueuedTask> StartAsync(string kind, object parameters, CancellationToken ct) => StartAsync(kind, parameters, null, ct);

    /// <inheritdoc cref="StartAsync(string, object, CancellationToken)" />
    /// <param name="inputPath">The path of an uploaded file in the file store. It is deleted when the task ends.</param>
    public async Task<QueuedTask> StartAsync(string kind, object parameters, string? inputPath, CancellationToken ct)
    {
        var actor = authorization.Actor;
        authorization.RequireSignIn("Sign in to start a task.");
        var task = new QueuedTask
        {
            Key = Guid.NewGuid(), // 122 bits of the operating system's random numbers
            OwnerId = actor.UserId,
            TokenId = actor.TokenId,
            Kind = kind,
            Parameters = JsonSerializer.Serialize(parameters),
            InputPath = inputPath,
            ExpiresAt = clock.GetUtcNow() + QueuedTask.ResultLifetime,
        };
        authorization.RequireDecision().Create(task);
        await throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{actor.UserId}")], ct);
        data.Set<QueuedTask>().Add(task);
        var entryKind =
            inputPath is null ? RunTask.EntryKind
            : kind == ImportTaskHandler.Kind ? RunTask.ArchiveEntryKind
            : RunTask.InputEntryKind;
        outbox.Add(entryKind, $"{task.Key:n}", new RunTask.Payload(task.Key), task.OwnerId);
        return task;
    }
}
