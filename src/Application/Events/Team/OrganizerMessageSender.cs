using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>
/// Sends a question of the actor to organizers. The actor gets a copy only if their address is verified. Otherwise the server could be used
/// to send any text to any address.
/// </summary>
internal sealed class OrganizerMessageSender(IData data, IAuthorization authorization, IThrottle throttle, IOutbox outbox)
{
    /// <param name="targetId">The event or the group.</param>
    /// <param name="create">Creates the e-mail from the sender, and whether it is the sender's copy.</param>
    /// <param name="recipients">Verified addresses.</param>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public async Task SendAsync<TEmail>(
        OrganizerMessageLimits limits,
        long targetId,
        string clientAddress,
        Func<User, bool, TEmail> create,
        IReadOnlyList<string> recipients,
        CancellationToken ct
    )
        where TEmail : EmailMessage
    {
        var sender = await data.Set<User>().AsNoTracking().SingleAsync(u => u.Id == authorization.Actor.UserId, ct);
        await throttle.CountAsync(
            [
                new RateLimitedAttempt(limits.PerUser, $"{sender.Id}"),
                new RateLimitedAttempt(limits.PerTarget, $"{targetId}"),
                new RateLimitedAttempt(limits.PerClientAddress, clientAddress),
            ],
            ct
        );
        var key = $"{typeof(TEmail).Name} {Guid.NewGuid():n}";
        foreach (var address in recipients)
            outbox.AddEmail($"{key} {address}", address, create(sender, false));
        if (sender.IsVerified)
            outbox.AddEmail($"{key} copy", sender.Email, create(sender, true));
    }
}
