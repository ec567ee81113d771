using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Notifications;

/// <summary>Reads which e-mails recipients have unsubscribed from.</summary>
internal static class EmailSubscriptions
{
    /// <summary>Whether the recipient has unsubscribed from the kind.</summary>
    public static Task<bool> HasOptedOutAsync(this IData data, EmailSubscription subscription, CancellationToken ct) =>
        data.Set<EmailOptOut>().AnyAsync(o => o.Address == subscription.Address && o.Action == subscription.Action, ct);
}
