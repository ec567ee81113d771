namespace OpenEvent.Domain.Lab;

/// <summary>
/// Who is next at a device. Users take turns of one job each, in the order in which they came, so nobody waits for more than one turn of each other
/// user, however many jobs somebody has. Not safe for several threads: its owner holds the lock.
/// </summary>
public sealed class TurnQueue<TJob>
    where TJob : class
{
    private readonly List<(long User, Queue<TJob> Jobs)> _ring = [];

    /// <summary>Jobs of all users.</summary>
    public int Count { get; private set; }

    /// <summary>Users with a job.</summary>
    public int UserCount => _ring.Count;

    public void Enqueue(long user, TJob job)
    {
        var at = IndexOf(user);
        if (at < 0)
        {
            at = _ring.Count;
            _ring.Add((user, new Queue<TJob>()));
        }

        _ring[at].Jobs.Enqueue(job);
        Count++;
    }

    public int CountOf(long user) => IndexOf(user) is >= 0 and var at ? _ring[at].Jobs.Count : 0;

    /// <summary>How many other users come before the user's next job; null: he has none.</summary>
    public int? TurnsBefore(long user) => IndexOf(user) is >= 0 and var at ? at : null;

    /// <summary>Takes the next job. Who holds the device goes before everybody, and his turn costs nobody his place.</summary>
    public TJob? Dequeue(long? holder = null)
    {
        if (_ring.Count == 0)
            return null;
        var at = holder is { } holderId && IndexOf(holderId) is >= 0 and var holderIndex ? holderIndex : 0;
        var (user, jobs) = _ring[at];
        var job = jobs.Dequeue();
        Count--;
        _ring.RemoveAt(at);
        if (jobs.Count > 0)
            _ring.Add((user, jobs));
        return job;
    }

    /// <summary>Takes a job out that nobody waits for any more.</summary>
    public bool Remove(long user, TJob job)
    {
        var at = IndexOf(user);
        if (at < 0 || !_ring[at].Jobs.Contains(job))
            return false;
        var rest = new Queue<TJob>(_ring[at].Jobs.Where(j => j != job));
        Count--;
        if (rest.Count == 0)
            _ring.RemoveAt(at);
        else
            _ring[at] = (user, rest);
        return true;
    }

    private int IndexOf(long user) => _ring.FindIndex(w => w.User == user);
}
