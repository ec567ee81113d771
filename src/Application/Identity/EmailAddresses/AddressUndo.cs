using System.Globalization;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>
/// The link with which the former address of an account undoes a change of the address. Its token is an encrypted text with the account,
/// the former address and the end of its life, so it needs no row. It works until it ends or the account has that address again.
/// </summary>
internal sealed class AddressUndo(ISecrets secrets, IFrontend frontend, AuthSettings settings, TimeProvider clock)
{
    private const string Purpose = "address undo";

    /// <param name="user">The account, with the address that the link will bring back.</param>
    /// <returns>The link, encrypted for the outbox.</returns>
    public async Task<string> CreateLinkAsync(User user, CancellationToken ct)
    {
        var end = (clock.GetUtcNow() + settings.AddressUndoLife).ToUnixTimeSeconds();
        var text = string.Create(CultureInfo.InvariantCulture, $"{user.Id}\n{end}\n{user.Email}");
        var token = await secrets.EncryptAsync(Purpose, text, ct);
        return await secrets.EncryptAsync(
            OutgoingTokenEmail.EncryptionPurpose,
            await frontend.LinkAsync($"/reset-password?token={token}", ct),
            ct
        );
    }

    /// <returns>The account and its former address; null if this is no such token or its life has ended.</returns>
    public async Task<(long UserId, string Email)?> ReadAsync(string token, CancellationToken ct) =>
        token.Length <= 1024
        && await secrets.DecryptAsync(Purpose, token, ct) is { } text
        && text.Split('\n') is [var userId, var end, var email]
        && clock.GetUtcNow().ToUnixTimeSeconds() < long.Parse(end, CultureInfo.InvariantCulture)
            ? (long.Parse(userId, CultureInfo.InvariantCulture), email)
            : null;
}
