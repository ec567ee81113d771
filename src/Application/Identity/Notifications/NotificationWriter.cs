using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Puts notes on people's notifications pages. The kinds are the reference's (<c>spec/openevent/behaviours.md</c> §12).</summary>
internal sealed class NotificationWriter(IData data)
{
    public const string TicketPurchased = "ticket_purchased",
        TicketPurchasedAttendee = "ticket_purchased_attendee",
        TicketPurchasedOrganizer = "ticket_purchased_organizer",
        TicketCancelled = "ticket_cancelled",
        TicketCancelledOrganizer = "ticket_cancelled_organizer",
        EventRole = "event_role",
        NewSession = "new_session",
        SessionStateChange = "session_state_change",
        MonthlyPayment = "monthly_payment";

    private List<string>? _disabledKinds;

    /// <summary>Every kind; the database has a switch for each, in this order.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        TicketPurchased,
        TicketPurchasedAttendee,
        TicketPurchasedOrganizer,
        TicketCancelled,
        TicketCancelledOrganizer,
        EventRole,
        NewSession,
        SessionStateChange,
        MonthlyPayment,
    ];

    /// <summary>
    /// One note for each of them, unless staff have switched the kind off. Who has exactly this note gets no second, so that a job may run again under the lock of
    /// what it is about; what shall be told anew says something that differs.
    /// </summary>
    /// <param name="values">Becomes the note's content, with the kind.</param>
    public async Task WriteAsync(string kind, IEnumerable<long> userIds, IReadOnlyDictionary<string, object?> values, CancellationToken ct)
    {
        List<long> recipientIds = [.. userIds.Distinct()];
        if (recipientIds.Count == 0 || await IsDisabledAsync(kind, ct))
            return;
        var content = JsonSerializer.Serialize(new Dictionary<string, object?>(values) { ["type"] = kind });
        var alreadyNotified = await data.Set<Notification>()
            .Where(n => recipientIds.Contains(n.UserId) && n.Content == content)
            .Select(n => n.UserId)
            .ToListAsync(ct);
        foreach (var userId in recipientIds.Except(alreadyNotified))
            data.Set<Notification>().Add(new Notification { UserId = userId, Content = content });
    }

    /// <summary>The switches are read once for a request or job, however many kinds it tells.</summary>
    private async Task<bool> IsDisabledAsync(string kind, CancellationToken ct)
    {
        _disabledKinds ??= await data.Set<NotificationSetting>().Where(s => !s.Enabled).Select(s => s.Type).ToListAsync(ct);
        return _disabledKinds.Contains(kind);
    }
}
