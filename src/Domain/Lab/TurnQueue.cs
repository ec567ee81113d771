namespace OpenEvent.Domain.Lab;

/// <summary>
/// The order of jobs at a device. Users take turns of one job each, in the order of their arrival. So a user waits for at most one
/// job of each other user, however many jobs those users have. Not thread-safe: the owner must hold a lock.
/// </summary>
public sealed class TurnQueue<TJob>
    where TJob : class
{
    private readonly List<(long User, Queue<TJob> Jobs)> _turns = [];

    /// <summary>The number of jobs of all users.</summary>
    public int Count { get; private set; }

    /// <summary>The number of users with at least one job.</summary>
    public int UserCount => _turns.Count;

    public void Enqueue(long user, TJob job)
    {
        var index = IndexOf(user);
        if (index < 0)
        {
            index = _turns.Count;
            _turns.Add((user, new Queue<TJob>()));
        }

        _turns[index].Jobs.Enqueue(job);
        Count++;
    }

    public int CountOf(long user) => IndexOf(user) is >= 0 and var index ? _turns[index].Jobs.Count : 0;

    /// <summary>How many other users are served before the user's next job; null if the user has no job.</summary>
    public int? TurnsBefore(long user) => IndexOf(user) is >= 0 and var index ? index : null;

    /// <summary>
    /// Takes the next job out of the queue. The holder's job goes first, and the order of the other users stays the same.
    /// </summary>
    /// <returns>Null if the queue is empty.</returns>
    public TJob? Dequeue(long? holder = null)
    {
        if (_turns.Count == 0)
            return null;
        var index = holder is { } holderId && IndexOf(holderId) is >= 0 and var holderIndex ? holderIndex : 0;
        var (user, jobs) = _turns[index];
        var job = jobs.Dequeue();
        Count--;
        _turns.RemoveAt(index);
        if (jobs.Count > 0)
            _turns.Add((user, jobs));
        return job;
    }

    /// <summary>Removes a job that is no longer needed.</summary>
    /// <returns>False if the job is not in the queue.</returns>
    public bool Remove(long user, TJob job)
    {
        var index = IndexOf(user);
        if (index < 0 || !_turns[index].Jobs.Contains(job))
            return false;
        var remaining = new Queue<TJob>(_turns[index].Jobs.Where(j => j != job));
        Count--;
        if (remaining.Count == 0)
            _turns.RemoveAt(index);
        else
            _turns[index] = (user, remaining);
        return true;
    }

    private int IndexOf(long user) => _turns.FindIndex(t => t.User == user);
}
