using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Opens the result of a task, for its owner or for the bearer of a signed link.</summary>
/// <param name="Task">Null if the URL has no valid id.</param>
/// <param name="Expires">The end of the signed link, in seconds of Unix time. Null: the caller has no link.</param>
[TokenModule(TokenModule.Shared)]
internal sealed record GetTaskResult(Guid? Task, long? Expires, string? Signature) : IRequest<GetTaskResult.Download>
{
    internal sealed class Rules : AbstractValidator<GetTaskResult>
    {
        public Rules() => RuleFor(q => q.Signature).MaximumLength(100).At("?signature");
    }

    internal sealed record Download(StoredFile File, string FileName, string ContentType);

    internal sealed class Handler(IData data, IAuthorization authorization, IFileStore files, TaskLinks links)
        : IRequestHandler<GetTaskResult, Download>
    {
        private static readonly QueuedTaskPolicy Policy = new();

        public async Task<Download> Handle(GetTaskResult query, CancellationToken ct)
        {
            var isSigned =
                query is { Task: { } key, Expires: { } expires, Signature: { Length: > 0 } signature }
                && await links.IsValidAsync(key, expires, signature, ct);
            if (!isSigned)
                authorization.RequireSignIn("The link has expired. Get the task again for a new one.");
            var tasks = data.Set<QueuedTask>().AsNoTracking().Where(t => t.Key == query.Task);
            if (!isSigned)
                tasks = tasks.Where(Policy.Visible(authorization.Actor));
            var task = await tasks.SingleOrDefaultAsync(ct) ?? throw RejectedException.NotFound("task", "of that id that you have started");
            if (task is not { ResultPath: { } path, ResultName: { } name, ResultContentType: { } type })
                throw RejectedException.Conflict("The task has no file yet.");
            var file = await files.OpenAsync(path, ct) ?? throw RejectedException.Gone("The result was deleted. Start the task again.");
            return new Download(file, name, type);
        }
    }
}
