using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>Two writers in each other's way: one of them is undone by the database and did nothing wrong, so that doing it again is right.</summary>
internal static class WriteConflict
{
    /// <summary>serialization_failure, deadlock_detected, lock_not_available (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
    private static readonly string[] SqlStates = ["40001", "40P01", "55P03"];

    /// <remarks>Some fail with the database's exception, others with one or two of EF's around it.</remarks>
    public static bool IsCauseOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is DbUpdateConcurrencyException || (cause is DbException { SqlState: { } state } && SqlStates.Contains(state)))
                return true;
        return false;
    }

    public static RejectedException ToRejection() =>
        RejectedException.Conflict("Others were changing the same things at the same time. Try again.");
}
