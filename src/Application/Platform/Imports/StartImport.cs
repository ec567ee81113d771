using System.Security.Cryptography;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Stores the archive of an event and starts its import. The caller owns the task, and the new event.</summary>
/// <param name="Archive">A ZIP file. Null: the body of the request has none.</param>
internal sealed record StartImport(byte[]? Archive) : ICommand<Guid>
{
    internal sealed class Handler(IData data, IAuthorization authorization, TaskStarter tasks, IFileStore files, TimeProvider clock)
        : IRequestHandler<StartImport, Guid>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<Guid> Handle(StartImport command, CancellationToken ct)
        {
            var actor = authorization.Actor;
            authorization.RequireSignIn("An import creates an event of yours.");
            var grant = authorization.Require(Policy.Create(actor, new Event()));
            if (command.Archive is not { Length: > 0 } archive)
                throw RejectedException.Malformed("Send the archive as `file` of a multipart form.", pointer: "/file");
            if (!archive.AsSpan().StartsWith("PK\u0003\u0004"u8))
                throw RejectedException.Invalid("The file is no ZIP archive.", "/file");
            var path = $"{ImportWork.Folder}{RandomNumberGenerator.GetHexString(32, lowercase: true)}/event.zip";
            var task = await tasks.StartAsync(ImportWork.Kind, new { }, ct, path);
            var job = new ImportJob
            {
                UserId = task.OwnerId,
                Task = $"{task.Key}",
                StartsAt = clock.GetUtcNow(),
                ResultStatus = ImportJob.Waiting,
            };
            grant.Create(job);
            data.Set<ImportJob>().Add(job);
            await files.SaveAsync(path, new MemoryStream(archive, writable: false), "application/zip", ct);
            return task.Key;
        }
    }
}
