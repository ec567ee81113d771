namespace OpenEvent.Application.Common;

/// <summary>Whether the database answers. A refused connection is an error of one request.</summary>
public interface IDatabaseState
{
    /// <summary>Completes when the database stops answering. When it answers again, this is a new task.</summary>
    Task Unresponsive { get; }
}
