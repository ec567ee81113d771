namespace OpenEvent.Application.Common;

/// <summary>A mail to be sent, as the outbox holds it under the kind <see cref="Kind"/>.</summary>
/// <param name="Template">One of <see cref="MailTemplate"/>.</param>
/// <param name="Values">What the template names. No secret: the outbox and the list of mails are read by staff.</param>
/// <param name="SealedLink">A link with a token in it, sealed by <c>ISecrets</c> for <see cref="SealedFor"/>: opened only to send the mail.</param>
public sealed record MailOrder(string Template, string To, IReadOnlyDictionary<string, string?> Values, string? SealedLink = null)
{
    public const string Kind = "mail";

    public const string SealedFor = "mail";
}
