namespace OpenEvent.Application.Common;

/// <summary>
/// A singleton that keeps something about the rows of the database in memory. A reset in testing mode
/// (docs/test-against-openevent.md) calls it after the rows were replaced, while no request and no job runs.
/// </summary>
public interface IResettable
{
    /// <summary>Returns to the state after a start.</summary>
    Task ResetAsync(CancellationToken ct);
}
