using Microsoft.EntityFrameworkCore;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>Reads single rows by their ids. EF translates each of the queries once for each type of row.</summary>
internal static class RowById
{
    /// <summary>The row, which is not tracked. Null: there is none.</summary>
    public static Task<T?> ReadByIdAsync<T>(this IData data, long id, CancellationToken ct)
        where T : Entity
    {
        var (db, query) = Queries<T>.Untracked.For(data.Set<T>());
        return query(db, id, ct);
    }

    /// <summary>The row, which is tracked, so that its changes are saved. Null: there is none.</summary>
    public static Task<T?> FindByIdAsync<T>(this IData data, long id, CancellationToken ct)
        where T : Entity
    {
        var (db, query) = Queries<T>.Tracked.For(data.Set<T>());
        return query(db, id, ct);
    }

    private static class Queries<T>
        where T : Entity
    {
        public static readonly CompiledQuery<Func<DbContext, long, CancellationToken, Task<T?>>> Untracked = new(() =>
            EF.CompileAsyncQuery(
                (DbContext db, long id, CancellationToken ct) => db.Set<T>().AsNoTracking().SingleOrDefault(row => row.Id == id)
            )
        );

        public static readonly CompiledQuery<Func<DbContext, long, CancellationToken, Task<T?>>> Tracked = new(() =>
            EF.CompileAsyncQuery((DbContext db, long id, CancellationToken ct) => db.Set<T>().SingleOrDefault(row => row.Id == id))
        );
    }
}
