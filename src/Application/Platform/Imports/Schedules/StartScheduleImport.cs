using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
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
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        TaskStarter tasks,
        StoredFiles stored,
        UncommittedFiles uncommitted,
        ImportJobWriter jobs
    ) : IRequestHandler<StartScheduleImport, Guid>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<Guid> Handle(StartScheduleImport command, CancellationToken ct)
        {
            authorization.RequireSignIn("An import creates sessions of an event of yours.");
            var target = command.Event is { } key ? await FindAsync(key, ct) : null;
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

        private async Task<Event> FindAsync(ResourceKey key, CancellationToken ct)
        {
            var events = catalog.Of<Event>();
            return await data.Set<Event>()
                .AsNoTracking()
                .Where(key.Matches(events))
                .Where(events.VisibleTo(authorization.Actor, trashed: false))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound(events.Type, key.Text);
        }
    }
}
