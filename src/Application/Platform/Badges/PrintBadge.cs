using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>Renders the badge of one attendee, stores it, and marks the badge as printed.</summary>
internal sealed class PrintBadge(
    IData data,
    BadgeReader badges,
    IBadgeRenderer renderer,
    IFileStore files,
    TaskPermission permission,
    TimeProvider clock
) : ITaskHandler
{
    public const string Kind = "badge-pdf";

    private const string ContentType = "application/pdf";

    /// <param name="Fields">The names of the fields to print. Null: all.</param>
    internal sealed record Parameters(long AttendeeId, string[]? Fields);

    public bool Handles(string kind) => kind == Kind;

    public async Task<TaskResult> RunAsync(QueuedTask task, ITaskProgress progress, CancellationToken ct)
    {
        var parameters = JsonSerializer.Deserialize<Parameters>(task.Parameters)!;
        var attendee = await data.Set<Attendee>()
            .AsNoTracking()
            .Include(a => a.Ticket)
            .Include(a => a.Event)
            .Include(a => a.Order)
            .SingleOrDefaultAsync(a => a.Id == parameters.AttendeeId && a.DeletedAt == null && a.Event.DeletedAt == null, ct)
            ?? throw RejectedException.Gone("The attendee or the event was deleted.");
        await permission.RequireAsync(task, owner => AttendeePolicy.PrintBadge(owner, attendee), ct);
        var badge = (await badges.LoadAsync(attendee, ct)).Fill(attendee, parameters.Fields);
        using var pdf = new MemoryStream(renderer.Render($"{attendee.Event.Name}: badge", [badge], ct), writable: false);
        var name = $"badge-{attendee.Id}.pdf";
        var path = $"{StoredFiles.Exports}{task.Key:n}/{name}";
        await progress.ReportFileAsync(path, ct);
        await files.SaveAsync(path, pdf, ContentType, ct);
        await data.UpdateAsync(
            DirectWrites.MarkBadge,
            data.Set<Attendee>().Where(a => a.Id == attendee.Id),
            set => set.SetProperty(a => a.IsBadgePrinted, true).SetProperty(a => a.BadgePrintedAt, clock.GetUtcNow()),
            ct
        );
        return new TaskResult(path, name, ContentType);
    }
}
