using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>Two writers in each other's way: one of them is undone by the database and did nothing wrong, so that doing it again is right.</summary>
internal static class Collision
{
    /// <summary>serialization_failure, deadlock_detected, lock_not_available (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
    private static readonly string[] States = ["40001", "40P01", "55P03"];

    /// <remarks>Statements of their own (<c>ExecuteUpdate</c>, locks) fail with the database's exception, changes of rows with EF's around it.</remarks>
    public static bool Is(Exception failure) =>
        failure is DbUpdateConcurrencyException || (failure as DbException ?? failure.InnerException as DbException)?.SqlState is { } state && States.Contains(state);

    public static Refused Refusal() => Refused.Conflict("Others were changing the same things at the same time. Try again.");
}
