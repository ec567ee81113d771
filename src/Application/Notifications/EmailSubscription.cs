using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Notifications;

/// <summary>A kind of e-mail and a recipient.</summary>
/// <param name="Action">The kind, e.g. <c>announce_event</c>.</param>
/// <param name="Address">Normalized (<see cref="EmailAddress.Normalize"/>).</param>
internal sealed record EmailSubscription(string Action, string Address);

internal static class EmailSubscriptions
{
    /// <summary>Whether the recipient has unsubscribed from the kind.</summary>
    public static Task<bool> HasOptedOutAsync(this IData data, EmailSubscription subscription, CancellationToken ct) =>
        data.Set<EmailOptOut>().AnyAsync(o => o.Address == subscription.Address && o.Action == subscription.Action, ct);
}
