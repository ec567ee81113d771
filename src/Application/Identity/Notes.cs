using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Puts notes on people's notifications pages. The kinds are the reference's (<c>spec/openevent/behaviours.md</c> §12).</summary>
internal sealed class Notes(IData data)
{
    public const string TicketPurchased = "ticket_purchased", TicketPurchasedAttendee = "ticket_purchased_attendee", TicketCancelled = "ticket_cancelled",
        TicketCancelledOrganizer = "ticket_cancelled_organizer", NewSession = "new_session", SessionStateChange = "session_state_change";

    /// <summary>One note for each of them. Who has exactly this note gets no second, so that a job may run again under the lock of what it is about.</summary>
    /// <param name="about">Becomes the note's content, with the kind.</param>
    public async Task TellAsync(string kind, IEnumerable<long> users, IReadOnlyDictionary<string, object?> about, CancellationToken ct)
    {
        List<long> wanted = [.. users.Distinct()];
        if (wanted.Count == 0) return;
        var content = JsonSerializer.Serialize(new Dictionary<string, object?>(about) { ["type"] = kind });
        var told = await data.Set<Notification>().Where(n => wanted.Contains(n.UserId) && n.Content == content).Select(n => n.UserId).ToListAsync(ct);
        foreach (var user in wanted.Except(told)) data.Set<Notification>().Add(new Notification { UserId = user, Content = content });
    }
}
