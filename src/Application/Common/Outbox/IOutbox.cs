namespace OpenEvent.Application.Common;

/// <summary>Records effects outside the database in the current transaction. They are processed after the commit.</summary>
public interface IOutbox
{
    /// <summary>Adds an entry, unless an entry of that kind with that key exists. The key makes retries idempotent.</summary>
    /// <param name="kind">The kind of the entry, e.g. <c>mail</c>; see <see cref="OutboxKind"/>.</param>
    /// <param name="payload">
    /// A small record of ids, addresses and encrypted links, stored as JSON. It must not contain a secret in plain text.
    /// </param>
    /// <param name="ownerId">
    /// The user who caused the work, if it may be much. A server processes one entry of a kind for each owner at a time, and the owners
    /// take turns. Null: no limit.
    /// </param>
    void Add(string kind, string key, object payload, long? ownerId = null);
}
