using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Notifications;

namespace OpenEvent.Application.Notifications;

/// <summary>
/// The links with which recipients stop a kind of e-mail. The token is an encrypted text with kind and address, so it needs no row, and it
/// gives no other right. It has no end: the link of an old e-mail must work, too.
/// </summary>
internal sealed class UnsubscribeLinks(ISecrets secrets, IPublicUrl publicUrl)
{
    private const string Purpose = "unsubscribe";
    private const int MaxTokenLength = 2048;

    /// <returns>A URL of this server, because web frontends have no such page.</returns>
    public async Task<string> CreateAsync(EmailSubscription subscription, CancellationToken ct)
    {
        var token = await secrets.EncryptAsync(Purpose, $"{subscription.Action}\n{subscription.Address}", ct);
        return publicUrl.ToAbsolute($"/unsubscribe?token={token}");
    }

    /// <exception cref="RejectedException">Malformed: this server did not make the token, or the kind has become required.</exception>
    public async Task<EmailSubscription> ReadAsync(string token, CancellationToken ct) =>
        token.Length <= MaxTokenLength
        && await secrets.DecryptAsync(Purpose, token, ct) is { } text
        && text.Split('\n') is [var action, var address]
        && !RequiredEmails.Contains(action)
            ? new EmailSubscription(action, address)
            : throw RejectedException.Malformed("The link is invalid. Open it again from the e-mail.", "token");
}
