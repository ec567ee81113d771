using System.Data.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>The database is down, starting or out of connections, so that nothing was done, or nobody can say: a request with a key may be sent again.</summary>
internal static class DatabaseOutage
{
    /// <summary>Connections, resources, operator intervention (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
    private static readonly string[] SqlStateClasses = ["08", "53", "57P"];

    /// <remarks>A driver's failure without a state of the database's is about the way to it; EF wraps either in exceptions of its own.</remarks>
    public static bool IsCauseOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is DbException database)
                return database.SqlState is { } state
                    ? SqlStateClasses.Any(c => state.StartsWith(c, StringComparison.Ordinal))
                    : database.IsTransient;
        return false;
    }

    public static RejectedException ToRejection() =>
        RejectedException.Unavailable(
            "The database does not answer. Try again; with the same Idempotency-Key nothing happens twice.",
            TimeSpan.FromSeconds(1)
        );
}
