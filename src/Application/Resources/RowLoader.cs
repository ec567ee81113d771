using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>Runs a query of rows in one SQL statement. The rows are not tracked.</summary>
internal class RowLoader<T>
    where T : Entity
{
    /// <summary>Whether the query of the rows is all that is read for this actor.</summary>
    public virtual bool ReadsRowsOnly(Actor actor) => true;

    /// <summary>Reads the row with this id, which need not be visible. Null: there is no such row.</summary>
    public async Task<T?> LoadOneAsync(long id, IData data, Actor actor, CancellationToken ct)
    {
        if (ReadsRowsOnly(actor))
            return await data.ReadByIdAsync<T>(id, ct);
        var rows = data.Set<T>().AsNoTracking().Where(row => row.Id == id).Select(row => new QueryRow<T> { Row = row });
        return (await LoadAsync(rows, data, actor, ct)).FirstOrDefault()?.Row;
    }

    public virtual Task<List<QueryRow<T>>> LoadAsync(IQueryable<QueryRow<T>> rows, IData data, Actor actor, CancellationToken ct) =>
        rows.ToListAsync(ct);
}

/// <summary>Runs a query of rows, and then one statement about all of them: see <c>Resource.ThenLoad</c>.</summary>
internal sealed class FollowUpLoader<T>(Func<IData, IReadOnlyList<T>, CancellationToken, Task> load, Func<Actor, bool> when) : RowLoader<T>
    where T : Entity
{
    public override bool ReadsRowsOnly(Actor actor) => !when(actor);

    public override async Task<List<QueryRow<T>>> LoadAsync(IQueryable<QueryRow<T>> rows, IData data, Actor actor, CancellationToken ct)
    {
        var loaded = await base.LoadAsync(rows, data, actor, ct);
        if (loaded.Count > 0 && when(actor))
            await load(data, loaded.ConvertAll(r => r.Row), ct);
        return loaded;
    }
}

/// <summary>Runs a query of rows and of values from other tables in one SQL statement: see <c>Resource.WithExtra</c>.</summary>
internal sealed class RowLoader<T, TExtra>(
    Func<IData, Actor, Expression<Func<T, TExtra>>> select,
    Action<T, TExtra> apply,
    Func<Actor, bool> when
) : RowLoader<T>
    where T : Entity
{
    private static readonly NewExpression NewLoadedRow = Expression.New(typeof(LoadedRow));
    private static readonly PropertyInfo Row = typeof(LoadedRow).GetProperty(nameof(LoadedRow.Row))!;
    private static readonly PropertyInfo Number = typeof(LoadedRow).GetProperty(nameof(LoadedRow.Number))!;
    private static readonly PropertyInfo Parent = typeof(LoadedRow).GetProperty(nameof(LoadedRow.Parent))!;
    private static readonly PropertyInfo Extra = typeof(LoadedRow).GetProperty(nameof(LoadedRow.Extra))!;

    public override bool ReadsRowsOnly(Actor actor) => !when(actor);

    public override async Task<List<QueryRow<T>>> LoadAsync(IQueryable<QueryRow<T>> rows, IData data, Actor actor, CancellationToken ct)
    {
        if (!when(actor))
            return await base.LoadAsync(rows, data, actor, ct);
        var loaded = await Select(rows, select(data, actor)).ToListAsync(ct);
        return loaded.ConvertAll(l =>
        {
            apply(l.Row, l.Extra);
            return new QueryRow<T>
            {
                Row = l.Row,
                OwnerKeyOrTotalCount = l.Number,
                Parent = l.Parent,
            };
        });
    }

    /// <summary>
    /// EF would write what a page selects besides the row, the count of the whole list, twice into the statement if another selection
    /// followed. So the extra values join that selection.
    /// </summary>
    private static IQueryable<LoadedRow> Select(IQueryable<QueryRow<T>> rows, Expression<Func<T, TExtra>> extra)
    {
        if (
            rows.Expression is MethodCallExpression
            {
                Method.Name: nameof(Queryable.Select),
                Arguments: [
                    var source,
                    UnaryExpression { Operand: Expression<Func<T, QueryRow<T>>> { Body: MemberInitExpression init } selection },
                ]
            }
        )
        {
            var values = init.Bindings.OfType<MemberAssignment>().ToDictionary(b => b.Member.Name, b => b.Expression);
            return rows
                .Provider.CreateQuery<T>(source)
                .Select(
                    Expression.Lambda<Func<T, LoadedRow>>(
                        NewRow(name => values.GetValueOrDefault(name), values[nameof(QueryRow<>.Row)]),
                        selection.Parameters
                    )
                );
        }

        var row = Expression.Parameter(typeof(QueryRow<T>), "p");
        return rows.Select(
            Expression.Lambda<Func<QueryRow<T>, LoadedRow>>(
                NewRow(name => Expression.Property(row, name), Expression.Property(row, nameof(QueryRow<>.Row))),
                row
            )
        );

        MemberInitExpression NewRow(Func<string, Expression?> valueOf, Expression entity)
        {
            List<MemberBinding> bindings =
            [
                Expression.Bind(Row, entity),
                Expression.Bind(Extra, ExpressionSubstitution.Apply(extra, entity)),
            ];
            if (valueOf(nameof(QueryRow<>.OwnerKeyOrTotalCount)) is { } number)
                bindings.Add(Expression.Bind(Number, number));
            if (valueOf(nameof(QueryRow<>.Parent)) is { } parent)
                bindings.Add(Expression.Bind(Parent, parent));
            return Expression.MemberInit(NewLoadedRow, bindings);
        }
    }

    private sealed class LoadedRow
    {
        public T Row { get; init; } = null!;

        public long Number { get; init; }

        public Entity? Parent { get; init; }

        public TExtra Extra { get; init; } = default!;
    }
}
