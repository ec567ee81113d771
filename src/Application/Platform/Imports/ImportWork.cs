using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>Imports the archive of an event. The command writes everything in one transaction, with the end of the task.</summary>
internal sealed class ImportWork(
    IData data,
    IAuthorization authorization,
    IMediator mediator,
    IFileStore files,
    IImageEncoder encoder,
    ImageStore images,
    IPublicUrl publicUrl,
    TaskNotifier notifier
) : ITaskWork
{
    public const string Kind = "event-import";

    /// <summary>The folder of archives in the file store. Its files are not served under <c>/files</c>.</summary>
    public const string Folder = "imports/";

    public bool Handles(string kind) => kind == Kind;

    public async Task<TaskResult> RunAsync(QueuedTask task, ITaskProgress progress, CancellationToken ct)
    {
        await using var file = await files.OpenAsync(task.InputPath!, ct) ?? throw RejectedException.Gone("The archive was deleted.");
        using var copy = new MemoryStream((int)file.Length);
        await file.Content.CopyToAsync(copy, ct);
        copy.Position = 0;
        await using var archive = await ArchiveContent.OpenAsync(copy, ct);
        var media = new ArchiveMediaReader(archive, encoder, images, files, publicUrl);
        try
        {
            return new TaskResult(null, null, null, await mediator.Send(new ImportEvent(task.Key, archive, media), ct));
        }
        catch
        {
            await media.DeleteAllAsync(CancellationToken.None);
            throw;
        }
    }

    public async Task OnFailedAsync(QueuedTask task, string reason, CancellationToken ct)
    {
        await notifier.SendImportFailedAsync(task, reason, ct);
        var key = $"{task.Key}";
        if (await data.Set<ImportJob>().SingleOrDefaultAsync(j => j.Task == key, ct) is not { } job)
            return;
        authorization.AsServer().Change(job, nameof(ImportJob.Result), nameof(ImportJob.ResultStatus));
        (job.Result, job.ResultStatus) = (reason, ImportJob.Failure);
    }
}
