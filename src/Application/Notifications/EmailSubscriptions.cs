using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Notifications;

/// <summary>Reads which e-mails recipients have unsubscribed from.</summary>
internal static class EmailSubscriptions
{
    private static readonly CompiledQuery<Func<DbContext, string, string, CancellationToken, Task<bool>>> HasOptedOut = new(() =>
        EF.CompileAsyncQuery(
            (DbContext db, string address, string action, CancellationToken ct) =>
                db.Set<EmailOptOut>().Any(o => o.Address == address && o.Action == action)
        )
    );

    /// <summary>Whether the recipient has unsubscribed from the kind.</summary>
    public static Task<bool> HasOptedOutAsync(this IData data, EmailSubscription subscription, CancellationToken ct)
    {
        var (db, hasOptedOut) = HasOptedOut.For(data.Set<EmailOptOut>());
        return hasOptedOut(db, subscription.Address, subscription.Action, ct);
    }
}
