using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Stores a schedule file and starts its import, as a task of the caller.</summary>
/// <param name="Kind">A kind of <see cref="ScheduleImportTaskHandler"/>.</param>
/// <param name="Content">Null: the body of the request has no file.</param>
/// <param name="Event">The event that gets the sessions. Null: the event of an earlier import of the file, or a new one.</param>
internal sealed record StartScheduleImport(string Kind, byte[]? Content, ResourceKey? Event) : ICommand<Guid>
{
    internal sealed class Handler(
        IAuthorization authorization,
        EventFinder events,
        TaskStarter tasks,
        StoredFiles stored,
        UncommittedFiles uncommitted,
        ImportJobWriter jobs
    ) : IRequestHandler<StartScheduleImport, Guid>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<Guid> Handle(StartScheduleImport command, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to import sessions.");
            TokenRequirement.CheckAll(authorization.Actor, [TokenModule.Programme], writes: true);
            var target = command.Event is { } key ? await events.GetVisibleAsync(key, ct) : null;
            var grant = authorization.Require(Policy.Create(authorization.Actor, new Event()));
            if (target is not null)
                authorization.Require(EventPolicy.ImportSessions(authorization.Actor, target));
            if (command.Content is not { Length: > 0 } content)
                throw RejectedException.Malformed("Send the schedule as `file` of a multipart form.", pointer: "/file");
            var path = StoredFiles.CreatePath(StoredFiles.Imports, "schedule");
            var task = await tasks.StartAsync(command.Kind, new ScheduleImportTaskHandler.Parameters(target?.Id), path, ct);
            jobs.Add(task, grant);
            uncommitted.Add(path);
            await stored.SaveAsync(path, content, "application/octet-stream", ct);
            return task.Key;
        }
    }
}
