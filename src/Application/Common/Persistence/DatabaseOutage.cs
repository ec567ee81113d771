using System.Data.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// The database is down, starting, too busy, out of connections, or read-only (a standby). The request had no effect, or its effect is
/// unknown, so a client may repeat it with the same Idempotency-Key.
/// </summary>
internal static class DatabaseOutage
{
    /// <summary>
    /// Connection exceptions, insufficient resources, operator intervention, read-only transaction, and time limits
    /// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    /// </summary>
    private static readonly string[] SqlStateClasses = ["08", "53", "57P", ReadOnlyTransaction, StatementTimeout, IdleInTransaction];

    /// <summary>A statement waited longer than it may, e.g. for a ticket that hundreds of buyers order at the same time.</summary>
    private const string StatementTimeout = "57014";

    /// <summary>PostgreSQL has ended a session, because the server was too busy to send the next statement of a transaction.</summary>
    private const string IdleInTransaction = "25P03";

    private const string ReadOnlyTransaction = "25006";

    /// <remarks>
    /// An exception of the driver without an SQLSTATE is a failure of the network, or no host of several accepts writes. EF wraps both
    /// kinds in its own exceptions.
    /// </remarks>
    public static bool IsCauseOf(Exception failure) =>
        FindCause(failure) switch
        {
            { SqlState: { } state } => SqlStateClasses.Any(c => state.StartsWith(c, StringComparison.Ordinal)),
            { } => true,
            null => false,
        };

    /// <summary>A statement failed, or the connection, for whatever reason.</summary>
    public static bool IsOfDatabase(Exception failure) => FindCause(failure) is not null;

    /// <summary>The SQLSTATE of the statement that failed. Null: there is none, e.g. because the connection failed.</summary>
    public static string? FindSqlState(Exception failure) => FindCause(failure)?.SqlState;

    /// <summary>The failure is that of a write in a read-only session.</summary>
    public static bool IsReadOnlySession(Exception failure) => FindCause(failure)?.SqlState == ReadOnlyTransaction;

    private static DbException? FindCause(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is DbException database)
                return database;
        return null;
    }

    public static RejectedException ToRejection() =>
        RejectedException.Unavailable(
            "The database is not available. Send the request again; with the same Idempotency-Key it is processed only once.",
            TimeSpan.FromSeconds(1)
        );
}
