using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Writes the file of an export: first to a temporary file, because its length is not known before, then to the file store. A task that
/// starts again replaces the file.
/// </summary>
internal sealed class ExportTaskHandler(
    IData data,
    IFileStore files,
    ITemporaryFiles temporaryFiles,
    IEnumerable<IExport> exports,
    TaskPermission permission,
    TaskNotifier notifier
) : ITaskHandler
{
    /// <param name="EventId">Null: all events.</param>
    internal sealed record Parameters(long? EventId, string? Status, MediaSelection Media, long? GroupId = null, long? UserId = null);

    public bool Handles(string kind) => exports.Any(e => e.Kind == kind);

    public async Task<TaskResult> RunAsync(QueuedTask task, ITaskProgress progress, CancellationToken ct)
    {
        var export = exports.Single(e => e.Kind == task.Kind);
        var parameters = JsonSerializer.Deserialize<Parameters>(task.Parameters)!;
        var context = new ExportContext(
            await FindEventAsync(parameters.EventId, ct),
            parameters.Status,
            parameters.Media,
            parameters.GroupId,
            parameters.UserId
        );
        await RequirePermissionAsync(task, context, ct);
        await using var file = temporaryFiles.Create();
        await export.WriteAsync(context, file, progress, ct);
        file.Position = 0;
        var name = context.Event is { } e ? $"{e.Identifier}-{export.FileName}" : export.FileName;
        var path = $"{StoredFiles.Exports}{task.Key:n}/{name}";
        await progress.ReportFileAsync(path, ct);
        await files.SaveAsync(path, file, export.ContentType, ct);
        return new TaskResult(path, name, export.ContentType);
    }

    /// <summary>An archive takes long, so its owner gets an e-mail. Users wait for other exports.</summary>
    public async Task OnSucceededAsync(QueuedTask task, CancellationToken ct)
    {
        if (await FindArchivedEventAsync(task, ct) is { } e)
            await notifier.SendExportedAsync(task, e, ct);
    }

    public async Task OnFailedAsync(QueuedTask task, string reason, CancellationToken ct)
    {
        if (await FindArchivedEventAsync(task, ct) is { } e)
            await notifier.SendExportFailedAsync(task, e, reason, ct);
    }

    private async Task RequirePermissionAsync(QueuedTask task, ExportContext context, CancellationToken ct)
    {
        var group = context.GroupId is { } id
            ? await data.Set<Group>().AsNoTracking().SingleOrDefaultAsync(g => g.Id == id && g.DeletedAt == null, ct)
                ?? throw RejectedException.Gone("The group was deleted.")
            : null;
        await permission.RequireAsync(
            task,
            owner =>
                context.UserId is { } user
                    ? Decision.AllowIf(owner.UserId == user, "Only the user themself may export their personal data.")
                : context.Event is { } e ? EventPolicy.Export(owner, e)
                : group is not null ? GroupPolicy.ExportFollowers(owner, group)
                : Decision.AllowIf(owner.IsStaff, "Admin access is required."),
            ct
        );
    }

    private async Task<Event?> FindArchivedEventAsync(QueuedTask task, CancellationToken ct)
    {
        if (task.Kind != ArchiveExport.ArchiveKind)
            return null;
        var id = JsonSerializer.Deserialize<Parameters>(task.Parameters)!.EventId;
        return await data.Set<Event>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.DeletedAt == null, ct);
    }

    private async Task<Event?> FindEventAsync(long? id, CancellationToken ct) =>
        id is null
            ? null
            : await data.Set<Event>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.DeletedAt == null, ct)
                ?? throw RejectedException.Gone("The event was deleted.");
}
