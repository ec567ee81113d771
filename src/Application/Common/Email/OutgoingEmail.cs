using System.Text.Json;
using System.Text.Json.Serialization;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// An e-mail without secrets, as the outbox stores it. The stored names (<c>letter</c>, <c>Letter</c>) must not change: entries of an older
/// version may still wait in the outbox.
/// </summary>
/// <param name="Template">The name of the <see cref="Message"/> record.</param>
/// <param name="To">The recipient's e-mail address.</param>
/// <param name="Message">The properties of an <see cref="EmailMessage"/> record.</param>
public sealed record OutgoingEmail(string Template, string To, [property: JsonPropertyName("Letter")] JsonElement Message)
{
    public const string Kind = "letter";
}

/// <summary>Adds e-mails to the outbox.</summary>
public static class OutgoingEmails
{
    /// <param name="key">Makes delivery idempotent. It consists of the e-mail's kind, its subject and the recipient.</param>
    /// <param name="to">Nothing is sent to the address of an erased account or a service account.</param>
    public static void AddEmail(this IOutbox outbox, string key, string to, EmailMessage message)
    {
        if (ErasedAddress.Is(to) || ServiceAddress.Is(to))
            return;
        outbox.Add(
            OutgoingEmail.Kind,
            key,
            new OutgoingEmail(message.GetType().Name, to, JsonSerializer.SerializeToElement(message, message.GetType()))
        );
    }
}
