namespace OpenEvent.Application.Common;

/// <summary>Whether the database answers. A refused connection is an error of one request.</summary>
public interface IDatabaseState
{
    /// <summary>
    /// Is cancelled when the database stops answering. When it answers again, this is a new token. It is a token and not a task, because
    /// many requests wait for it at the same time: waiters of one task share a list with one lock.
    /// </summary>
    CancellationToken Unresponsive { get; }

    /// <summary>
    /// Reports why a request failed. A session that began while the database was read-only stays so: after a report of one, the pool gets
    /// new sessions when the database is writable. The probes alone may miss a period of less than a second.
    /// </summary>
    void Report(Exception outage);
}
