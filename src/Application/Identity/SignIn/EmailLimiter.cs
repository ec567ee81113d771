using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Identity;

/// <summary>
/// Limits the e-mails that a request causes, for each kind of e-mail: by user, by client address and by recipient. A command calls it in
/// its transaction, before it adds the e-mail to the outbox.
/// </summary>
internal sealed class EmailLimiter(IThrottle throttle, IAuthorization authorization, IClientAddress clientAddress, AuthSettings settings)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <param name="kind">Names the kind of e-mail, e.g. <c>role invite</c>.</param>
    /// <param name="recipient">The e-mail address, in normal form.</param>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public async Task CountAsync(string kind, string recipient, CancellationToken ct)
    {
        // Background jobs send what the server itself has decided.
        if (clientAddress.Current is not { } address)
            return;
        await throttle.CountAsync([AttemptOfRecipient(kind, recipient), .. AttemptsOfSender(kind, address)], ct);
    }

    /// <summary>Counts an e-mail whose sender has been counted.</summary>
    /// <inheritdoc cref="CountAsync" />
    public async Task CountRecipientAsync(string kind, string recipient, CancellationToken ct)
    {
        if (clientAddress.Current is not null)
            await throttle.CountAsync([AttemptOfRecipient(kind, recipient)], ct);
    }

    /// <summary>
    /// Counts e-mails to people who get one for each act of many others, such as organizers: a limit by recipient would let one person
    /// stop the others.
    /// </summary>
    /// <inheritdoc cref="CountAsync" />
    public async Task CountSenderAsync(string kind, CancellationToken ct)
    {
        if (clientAddress.Current is { } address)
            await throttle.CountAsync([.. AttemptsOfSender(kind, address)], ct);
    }

    private RateLimitedAttempt AttemptOfRecipient(string kind, string recipient) =>
        new(new RateLimit($"{kind} recipient", settings.EmailsPerRecipientAndHour, Window, IsDisclosed: false), recipient);

    private IEnumerable<RateLimitedAttempt> AttemptsOfSender(string kind, string address)
    {
        yield return new(new RateLimit($"{kind} address", settings.EmailsPerAddressAndHour, Window), address);
        if (authorization.Actor.UserId is { } userId)
            yield return new(new RateLimit($"{kind} account", settings.EmailsPerAccountAndHour, Window), $"{userId}");
    }
}
