using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Gets the state of a task, for its owner.</summary>
/// <param name="Task">Null if the URL has no valid id.</param>
internal sealed record GetTask(Guid? Task) : IRequest<GetTask.TaskStatus>
{
    /// <param name="DownloadUrl">A signed link to the result; null if there is no file.</param>
    /// <param name="Event">The identifier of the event that an import created.</param>
    internal sealed record TaskStatus(QueuedTaskState State, long Rows, string? DownloadUrl, string? Event, string? Failure);

    internal sealed class Handler(IData data, IAuthorization authorization, TaskLinks links) : IRequestHandler<GetTask, TaskStatus>
    {
        private static readonly QueuedTaskPolicy Policy = new();

        public async Task<TaskStatus> Handle(GetTask query, CancellationToken ct)
        {
            authorization.RequireSignIn("Only the user who started a task sees it.");
            var task = await data.Set<QueuedTask>()
                .AsNoTracking()
                .Where(Policy.Visible(authorization.Actor))
                .SingleOrDefaultAsync(t => t.Key == query.Task, ct)
                ?? throw RejectedException.NotFound("task", "of that id that you have started");
            var created = task.ResultEventId is { } eventId
                ? await data.Set<Domain.Events.Event>().Where(e => e.Id == eventId).Select(e => e.Identifier).SingleOrDefaultAsync(ct)
                : null;
            return new TaskStatus(
                task.State,
                task.Rows,
                task.ResultPath is null ? null : await links.CreateAsync(task, ct),
                created,
                task.Failure
            );
        }
    }
}
