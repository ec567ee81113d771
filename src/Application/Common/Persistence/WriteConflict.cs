using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>Two concurrent transactions changed the same rows and the database aborted one of them. That one can be run again.</summary>
internal static class WriteConflict
{
    /// <summary>
    /// serialization_failure, deadlock_detected, lock_not_available
    /// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    /// </summary>
    private static readonly string[] SqlStates = ["40001", "40P01", "55P03"];

    /// <remarks>EF wraps the exception of the driver in up to two exceptions of its own.</remarks>
    public static bool IsCauseOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is DbUpdateConcurrencyException || (cause is DbException { SqlState: { } state } && SqlStates.Contains(state)))
                return true;
        return false;
    }

    public static RejectedException ToRejection() =>
        RejectedException.RetryableConflict("Another request changed the same data at the same time. Send the request again.");
}
