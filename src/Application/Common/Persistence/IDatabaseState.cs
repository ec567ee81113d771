namespace OpenEvent.Application.Common;

/// <summary>Whether the database answers. Refused connections are errors of each request; this is about a database that is silent.</summary>
public interface IDatabaseState
{
    /// <summary>Completes when the database stops answering. When it answers again, this is a new task.</summary>
    Task Unresponsive { get; }
}
