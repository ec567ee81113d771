using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OpenEvent.Application.Common;

/// <summary>
/// A query that every order asks. EF takes the expression of a query apart each time to find its translation, which costs more than the asking: this one is
/// translated once.
/// </summary>
/// <typeparam name="TQuery">What <see cref="EF"/>'s CompileAsyncQuery gives.</typeparam>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : class
{
    /// <summary>A translation is good for one model, and tests run several servers in one process.</summary>
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    /// <returns>The query, and what it is asked of.</returns>
    public (DbContext Db, TQuery Query) For<T>(DbSet<T> set)
        where T : class
    {
        var db = set.GetService<ICurrentDbContext>().Context;
        return (db, _byModel.GetValue(db.Model, _ => compile()));
    }
}
