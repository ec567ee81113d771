using System.Text.Json;

namespace OpenEvent.Application.Common;

/// <summary>A letter without a secret in it, as the outbox holds it.</summary>
/// <param name="Template">The name of the <see cref="Letter"/> record.</param>
public sealed record LetterOrder(string Template, string To, JsonElement Letter)
{
    public const string Kind = "letter";
}

/// <summary>Orders letters.</summary>
public static class LetterOrders
{
    /// <param name="key">Makes it once only: the kind, the subject matter and the recipient.</param>
    public static void AddLetter(this IOutbox outbox, string key, string to, Letter letter) =>
        outbox.Add(
            LetterOrder.Kind,
            key,
            new LetterOrder(letter.GetType().Name, to, JsonSerializer.SerializeToElement(letter, letter.GetType()))
        );
}
