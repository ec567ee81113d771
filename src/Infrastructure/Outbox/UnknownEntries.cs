namespace OpenEvent.Infrastructure.Outbox;

/// <summary>
/// Entries whose content this version does not know, e.g. an e-mail of a kind that a newer version has added. This server does not look for
/// them again while it runs, so that a newer one gets them. Entries of a kind without a consumer are not among them: they are not read.
/// </summary>
internal sealed class UnknownEntries
{
    /// <summary>The ids are parameters of the search for due entries.</summary>
    private const int Capacity = 1000;

    private readonly HashSet<long> _ids = [];

    /// <summary>At most 1,000.</summary>
    public long[] Ids
    {
        get
        {
            lock (_ids)
                return [.. _ids];
        }
    }

    /// <returns>Whether the entry can wait as it is. If not, it has to be quarantined, or this server would read it again.</returns>
    public bool TryAdd(long id)
    {
        lock (_ids)
            return _ids.Contains(id) || (_ids.Count < Capacity && _ids.Add(id));
    }
}
