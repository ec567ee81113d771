using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>Runs a query of rows, untracked, in one statement.</summary>
internal class RowLoader<T>
    where T : Entity
{
    public virtual Task<List<Pair<T>>> LoadAsync(IQueryable<Pair<T>> rows, IData data, Actor actor, CancellationToken ct) =>
        rows.ToListAsync(ct);
}

/// <summary>The same, with values from other tables in the same statement.</summary>
internal sealed class RowLoader<T, TExtra>(Func<IData, Expression<Func<T, TExtra>>> select, Action<T, TExtra> apply, Func<Actor, bool> when)
    : RowLoader<T>
    where T : Entity
{
    private static readonly NewExpression New = Expression.New(typeof(Laden));
    private static readonly PropertyInfo Row = typeof(Laden).GetProperty(nameof(Laden.Row))!;
    private static readonly PropertyInfo Number = typeof(Laden).GetProperty(nameof(Laden.Number))!;
    private static readonly PropertyInfo Parent = typeof(Laden).GetProperty(nameof(Laden.Parent))!;
    private static readonly PropertyInfo Extra = typeof(Laden).GetProperty(nameof(Laden.Extra))!;

    public override async Task<List<Pair<T>>> LoadAsync(IQueryable<Pair<T>> rows, IData data, Actor actor, CancellationToken ct)
    {
        if (!when(actor))
            return await base.LoadAsync(rows, data, actor, ct);
        var pair = Expression.Parameter(typeof(Pair<T>), "p");
        var extra = select(data);
        var shape = Expression.MemberInit(
            New,
            Expression.Bind(Row, Expression.Property(pair, nameof(Pair<>.Row))),
            Expression.Bind(Number, Expression.Property(pair, nameof(Pair<>.Number))),
            Expression.Bind(Parent, Expression.Property(pair, nameof(Pair<>.Parent))),
            Expression.Bind(Extra, Splice.Into(extra, Expression.Property(pair, nameof(Pair<>.Row))))
        );
        var laden = await rows.Select(Expression.Lambda<Func<Pair<T>, Laden>>(shape, pair)).ToListAsync(ct);
        return laden.ConvertAll(l =>
        {
            apply(l.Row, l.Extra);
            return new Pair<T>
            {
                Row = l.Row,
                Number = l.Number,
                Parent = l.Parent,
            };
        });
    }

    private sealed class Laden
    {
        public T Row { get; init; } = null!;

        public long Number { get; init; }

        public Entity? Parent { get; init; }

        public TExtra Extra { get; init; } = default!;
    }
}
