namespace OpenEvent.Application.Common;

/// <summary>What has to happen outside the database, written down in the unit of work and done after it has committed.</summary>
public interface IOutbox
{
    /// <summary>Adds an entry, unless one of that kind with that key is there already: so it happens once, whatever is retried.</summary>
    /// <param name="kind">Who does it, e.g. <c>mail</c>; see <see cref="IOutboxConsumer.Kind"/>.</param>
    /// <param name="payload">A small record of ids, addresses and sealed links, stored as JSON. Never a secret in clear.</param>
    void Add(string kind, string key, object payload);
}
