using System.Text.Json.Serialization;

namespace OpenEvent.Application.Common;

/// <summary>
/// An e-mail with a secret link, as the outbox stores it. The stored names (<c>mail</c>, <c>SealedLink</c>) must not change: entries of an
/// older version may still wait in the outbox.
/// </summary>
/// <param name="Template">One of <see cref="TokenEmailTemplate"/>.</param>
/// <param name="To">The recipient's e-mail address.</param>
/// <param name="Values">The template's variables. No secrets: staff can read the outbox and the list of sent e-mails.</param>
/// <param name="EncryptedLink">
/// A link that contains a token, encrypted by <c>ISecrets</c> for <see cref="EncryptionPurpose"/>. Only the consumer that sends the e-mail
/// decrypts it.
/// </param>
public sealed record OutgoingTokenEmail(
    string Template,
    string To,
    IReadOnlyDictionary<string, string?> Values,
    [property: JsonPropertyName("SealedLink")] string? EncryptedLink = null
)
{
    public const string Kind = "mail";

    public const string EncryptionPurpose = "mail";
}
