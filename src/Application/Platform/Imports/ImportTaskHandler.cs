using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Imports the archive of an event. The media are stored first; then the command writes all rows in one transaction, with the end of the
/// task. A server runs one import at a time, because an archive is in memory.
/// </summary>
internal sealed class ImportTaskHandler(
    IMediator mediator,
    IFileStore files,
    UploadStore uploads,
    ImportJobWriter jobs,
    TaskNotifier notifier
) : ITaskHandler
{
    public const string Kind = "event-import";

    /// <summary>The lane of archives has one slot. Entries of a former version are in the lane of all imports.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    public bool Handles(string kind) => kind == Kind;

    public async Task<TaskResult> RunAsync(QueuedTask task, ITaskProgress progress, CancellationToken ct)
    {
        await OneAtATime.WaitAsync(ct);
        try
        {
            return new TaskResult(null, null, null, await ImportAsync(task, ct));
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    public async Task OnFailedAsync(QueuedTask task, string reason, CancellationToken ct)
    {
        await notifier.SendImportFailedAsync(task, reason, ct);
        await jobs.FailAsync(task, reason, ct);
    }

    private async Task<long> ImportAsync(QueuedTask task, CancellationToken ct)
    {
        await using var file = await files.OpenAsync(task.InputPath!, ct) ?? throw RejectedException.Gone("The archive was deleted.");
        using var copy = new MemoryStream((int)file.Length);
        await file.Content.CopyToAsync(copy, ct);
        copy.Position = 0;
        await using var archive = await ArchiveContent.OpenAsync(copy, ct);
        var media = new MediaImporter(archive, uploads);
        try
        {
            await media.SaveAllAsync(ct);
            return await mediator.Send(new ImportEvent(task.Key, archive, media), ct);
        }
        catch
        {
            await media.DeleteAllAsync(CancellationToken.None);
            throw;
        }
    }
}
