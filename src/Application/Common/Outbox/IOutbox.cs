namespace OpenEvent.Application.Common;

/// <summary>Records effects outside the database in the current transaction. They are processed after the commit.</summary>
public interface IOutbox
{
    /// <summary>Adds an entry, unless an entry of that kind with that key exists. The key makes retries idempotent.</summary>
    /// <param name="kind">The kind of the consumer, e.g. <c>mail</c>; see <see cref="IOutboxConsumer.Kind"/>.</param>
    /// <param name="payload">
    /// A small record of ids, addresses and encrypted links, stored as JSON. It must not contain a secret in plain text.
    /// </param>
    void Add(string kind, string key, object payload);
}
