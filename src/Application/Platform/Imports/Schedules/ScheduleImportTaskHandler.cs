using System.Text.Json;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Imports the sessions of an iCalendar or Pentabarf file. The command writes everything in one transaction, with the end of the task.
/// </summary>
internal sealed class ScheduleImportTaskHandler(
    IMediator mediator,
    IFileStore files,
    TaskPermission permission,
    ImportJobWriter jobs,
    TaskNotifier notifier
) : ITaskHandler
{
    public const string Ical = "ical-import";
    public const string Pentabarf = "pentabarf-import";

    /// <param name="EventId">The event that gets the sessions; null if the file decides.</param>
    internal sealed record Parameters(long? EventId);

    public bool Handles(string kind) => kind is Ical or Pentabarf;

    public async Task<TaskResult> RunAsync(QueuedTask task, ITaskProgress progress, CancellationToken ct)
    {
        var parameters = JsonSerializer.Deserialize<Parameters>(task.Parameters)!;
        await using var file = await files.OpenAsync(task.InputPath!, ct) ?? throw RejectedException.Gone("The file was deleted.");
        using var copy = new MemoryStream();
        await file.Content.CopyToAsync(copy, ct);
        var problems = new ArchiveProblems();
        var schedule =
            task.Kind == Ical ? new IcalReader(problems).Read(copy.ToArray()) : new PentabarfReader(problems).Read(copy.ToArray());
        problems.ThrowIfAny();
        var name = task.Kind == Ical ? IcalReader.File : PentabarfReader.File;
        var import = new ImportSchedule(task.Key, name, schedule, await permission.FindOwnerAsync(task, ct), parameters.EventId);
        return new TaskResult(null, null, null, await mediator.Send(import, ct));
    }

    public async Task OnFailedAsync(QueuedTask task, string reason, CancellationToken ct)
    {
        await notifier.SendImportFailedAsync(task, reason, ct);
        await jobs.FailAsync(task, reason, ct);
    }
}
