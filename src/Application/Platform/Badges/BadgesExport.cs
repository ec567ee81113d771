using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>
/// The badges of all attendees of an event whose orders are completed or placed and whose tickets have a badge form, in the order of their
/// names. A document is built in memory, so their number is limited, and so is the time in which it is drawn.
/// </summary>
internal sealed class BadgesExport(IData data, BadgeReader badges, IBadgeRenderer renderer) : IExport
{
    public const int MaxBadges = 1_000;

    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(5);

    public string Kind => "badges-pdf";

    public string FileName => "badges.pdf";

    public string ContentType => "application/pdf";

    public IReadOnlyList<string> RequiredModules => [TokenModule.Attendees];

    public async Task WriteAsync(ExportContext context, Stream target, ITaskProgress progress, CancellationToken ct)
    {
        var badgeIds = data.Set<BadgeForm>().Where(f => f.EventId == context.EventId).Select(f => f.BadgeId);
        var attendees = await data.Set<Attendee>()
            .AsNoTracking()
            .Include(a => a.Ticket)
            .Include(a => a.Event)
            .Include(a => a.Order)
            .Where(a =>
                a.EventId == context.EventId && a.DeletedAt == null && a.Ticket.BadgeId != null && badgeIds.Contains(a.Ticket.BadgeId)
            )
            .Where(Attendee.HasValidTicket)
            .OrderBy(a => a.Lastname)
            .ThenBy(a => a.Firstname)
            .ThenBy(a => a.Id)
            .Take(MaxBadges + 1)
            .ToListAsync(ct);
        if (attendees.Count == 0)
            throw RejectedException.Invalid("There are no badges: no sold ticket of this event has a badge form.");
        if (attendees.Count > MaxBadges)
            throw RejectedException.Invalid($"There are more than {MaxBadges} badges, too many for a PDF. Print the badges one by one.");
        var templates = await badges.LoadAsync(context.EventId, [.. attendees.Select(a => a.Ticket.BadgeId!).Distinct()], ct);
        var documents = attendees.ConvertAll(a => templates[a.Ticket.BadgeId!].Fill(a, shown: null));
        await progress.ReportAsync(documents.Count, ct);
        await target.WriteAsync(Render($"{context.Event!.Name}: badges", documents, ct), ct);
    }

    private byte[] Render(string title, IReadOnlyList<BadgeDocument> documents, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(MaxTime);
        try
        {
            return renderer.Render(title, documents, timeout.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw RejectedException.Invalid(
                $"The badges take more than {MaxTime.TotalMinutes} minutes. Use shorter texts, or print them one by one."
            );
        }
    }
}
