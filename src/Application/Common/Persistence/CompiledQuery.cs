using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OpenEvent.Application.Common;

/// <summary>
/// A query that EF translates once. For other queries EF walks the expression tree on each call to find the cached translation, which costs
/// more than the statement itself. The queries of an order use this class.
/// </summary>
/// <typeparam name="TQuery">The delegate type that <c>EF.CompileAsyncQuery</c> returns.</typeparam>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : class
{
    /// <summary>A translation belongs to one model. Tests run several servers, each with its model, in one process.</summary>
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    /// <returns>The context to pass to the query, and the compiled query.</returns>
    public (DbContext Db, TQuery Query) For<T>(DbSet<T> set)
        where T : class
    {
        var db = set.GetService<ICurrentDbContext>().Context;
        return (db, _byModel.GetValue(db.Model, _ => compile()));
    }
}
