namespace OpenEvent.Application.Common;

/// <summary>
/// A statement that bypasses the change tracker: an update or delete of a query, or SQL. <see cref="DirectWrites"/> lists all of them.
/// </summary>
/// <param name="Name">The use case or service, and what the statement does.</param>
/// <param name="Writes">The table and columns.</param>
/// <param name="Reason">Which grant covers it, or why none is needed.</param>
/// <param name="Test">The test that runs it.</param>
public sealed record DirectWrite(string Name, string Writes, DirectWriteCoverage Coverage, string Reason, string Test)
{
    /// <summary>Whether it writes rows that visitors read from memory or from a replica (<c>SharedWithVisitors()</c>).</summary>
    public bool IsSeenByVisitors { get; init; }
}

/// <summary>Who may run a <see cref="DirectWrite"/>.</summary>
public enum DirectWriteCoverage
{
    /// <summary>A use case whose decision grants it with <see cref="Grant.Run"/>.</summary>
    Granted,

    /// <summary>The server itself: a background job, an outbox consumer or the startup.</summary>
    ServerOnly,

    /// <summary>Every request: it writes what no client writes, such as a counter or a stamp.</summary>
    AnyRequest,
}
