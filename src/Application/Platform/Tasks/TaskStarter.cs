using System.Text.Json;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Adds a task and its outbox entry to the unit of work. Any server then runs it (<see cref="RunTask"/>). A user starts at most 120 tasks
/// an hour.
/// </summary>
internal sealed class TaskStarter(IData data, IAuthorization authorization, IOutbox outbox, IThrottle throttle, TimeProvider clock)
{
    private static readonly RateLimit PerUser = new("task-user", 120, TimeSpan.FromHours(1));

    private static readonly QueuedTaskPolicy Policy = new();

    /// <summary>The use case has decided that the caller may have the result.</summary>
    /// <param name="parameters">A small record, stored as JSON.</param>
    /// <param name="inputPath">The path of an uploaded file in the file store.</param>
    public async Task<QueuedTask> StartAsync(string kind, object parameters, CancellationToken ct, string? inputPath = null)
    {
        var actor = authorization.Actor;
        authorization.RequireSignIn("A task belongs to a user.");
        var task = new QueuedTask
        {
            Key = Guid.NewGuid(), // 122 bits of the operating system's random numbers
            OwnerId = actor.UserId ?? 0,
            Kind = kind,
            Parameters = JsonSerializer.Serialize(parameters),
            InputPath = inputPath,
            ExpiresAt = clock.GetUtcNow() + QueuedTask.ResultLife,
        };
        authorization.Require(Policy.Create(actor, task)).Create(task);
        await throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{actor.UserId}")], ct);
        data.Set<QueuedTask>().Add(task);
        outbox.Add(RunTask.EntryKind, $"{task.Key:n}", new RunTask.Payload(task.Key));
        return task;
    }
}
