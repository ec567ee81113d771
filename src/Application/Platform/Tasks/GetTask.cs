using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Gets the state of a task, for its owner or for the bearer of a signed link.</summary>
/// <param name="Task">Null if the URL has no valid id.</param>
/// <param name="Expires">The end of the signed link, in seconds of Unix time. Null: the caller has no link.</param>
[TokenModule(TokenModule.Shared)]
internal sealed record GetTask(Guid? Task, long? Expires = null, string? Signature = null) : IRequest<GetTask.TaskStatus>
{
    internal sealed class Rules : AbstractValidator<GetTask>
    {
        public Rules() => RuleFor(q => q.Signature).MaximumLength(100).At("?signature");
    }

    /// <param name="DownloadUrl">A signed link to the result; null if there is no file.</param>
    /// <param name="Event">The identifier of the event that an import created.</param>
    internal sealed record TaskStatus(QueuedTaskState State, long Rows, string? DownloadUrl, string? Event, string? Failure);

    internal sealed class Handler(IData data, IAuthorization authorization, TaskLinks links) : IRequestHandler<GetTask, TaskStatus>
    {
        private static readonly QueuedTaskPolicy Policy = new();

        public async Task<TaskStatus> Handle(GetTask query, CancellationToken ct)
        {
            var isSigned =
                query is { Task: { } key, Expires: { } expires, Signature: { Length: > 0 } signature }
                && await links.IsStateLinkValidAsync(key, expires, signature, ct);
            if (!isSigned)
                authorization.RequireSignIn("Only the user who started a task sees it.");
            var tasks = data.Set<QueuedTask>().AsNoTracking().Where(t => t.Key == query.Task);
            if (!isSigned)
                tasks = tasks.Where(Policy.Visible(authorization.Actor));
            var task = await tasks.SingleOrDefaultAsync(ct) ?? throw RejectedException.NotFound("task", "of that id that you have started");
            var created = task.ResultEventId is { } eventId
                ? await data.Set<Domain.Events.Event>().Where(e => e.Id == eventId).Select(e => e.Identifier).SingleOrDefaultAsync(ct)
                : null;
            return new TaskStatus(
                task.State,
                task.Rows,
                task.ResultPath is null || isSigned ? null : await links.CreateAsync(task, ct),
                created,
                task.Failure
            );
        }
    }
}
