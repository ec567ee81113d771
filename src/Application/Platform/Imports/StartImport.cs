using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Stores the archive of an event and starts its import. The caller owns the task, and the new event.</summary>
/// <param name="Archive">A ZIP file. Null: the body of the request has none.</param>
internal sealed record StartImport(byte[]? Archive) : ICommand<Guid>
{
    internal sealed class Handler(
        IAuthorization authorization,
        TaskStarter tasks,
        ImportJobWriter jobs,
        StoredFiles stored,
        UncommittedFiles uncommitted,
        IThrottle throttle
    ) : IRequestHandler<StartImport, Guid>
    {
        private static readonly RateLimit PerUser = new("import-user", 60, TimeSpan.FromHours(1));

        private static readonly EventPolicy Policy = new();

        public async Task<Guid> Handle(StartImport command, CancellationToken ct)
        {
            var actor = authorization.Actor;
            authorization.RequireSignIn("Sign in to import an event.");
            TokenRequirement.CheckAll(actor, ArchiveExport.Modules, writes: true);
            var grant = authorization.Require(Policy.Create(actor, new Event()));
            if (command.Archive is not { Length: > 0 } archive)
                throw RejectedException.Malformed("Send the archive as `file` of a multipart form.", pointer: "/file");
            if (!UploadedFileType.IsZip(archive))
                throw RejectedException.Invalid("The file is not a ZIP archive.", "/file");
            await throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{actor.UserId}")], ct);
            var path = StoredFiles.CreatePath(StoredFiles.Imports, "event.zip");
            var task = await tasks.StartAsync(ImportTaskHandler.Kind, new { }, path, ct);
            jobs.Add(task, grant);
            uncommitted.Add(path);
            await stored.SaveAsync(path, archive, "application/zip", ct);
            return task.Key;
        }
    }
}
