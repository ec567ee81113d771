namespace OpenEvent.Application.Lab;

/// <summary>Records runs while they are executed. It works outside any transaction of a request.</summary>
public interface IRunLog
{
    /// <summary>The process of this server, as runs name it.</summary>
    string Server { get; }

    /// <summary>Records that this server executes the run now.</summary>
    /// <param name="device">The state of the run's device; null if it is unknown.</param>
    /// <returns>False if the run must not start: it was stopped or settled meanwhile, or its user was blocked or deleted.</returns>
    Task<bool> BeginAsync(long id, DeviceInfo? device, CancellationToken ct);

    /// <summary>Stores the output so far.</summary>
    /// <param name="output">A JSON array.</param>
    Task SaveAsync(long id, string output, CancellationToken ct);

    /// <summary>Finds the runs that must stop: the user asked for that at any server, or was blocked or deleted.</summary>
    Task<IReadOnlyList<long>> FindStoppedAsync(IReadOnlyCollection<long> ids, CancellationToken ct);

    /// <summary>Records the end of a run, unless another process has recorded it.</summary>
    Task EndAsync(long id, string status, string? error, string output);
}
