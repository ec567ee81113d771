using System.Linq.Expressions;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>A relationship from <typeparamref name="T"/> to <typeparamref name="TTarget"/>; the subclasses say how the rows are joined.</summary>
internal abstract class Relationship<T, TTarget>(string name) : Relationship<T>(name)
    where T : Entity
    where TTarget : Entity
{
    public Resource<TTarget> Target { get; private set; } = null!;

    public override Resource? TargetResource => Target;

    public override void Accept(Resource<T> owner, IRelationshipVisitor visitor) => visitor.Visit(owner, this);

    public override void Connect(Resource<T> owner, ResourceCatalog catalog) => Target = catalog.Of<TTarget>();

    /// <summary>The rows that any of <paramref name="parents"/> is linked to.</summary>
    public abstract IQueryable<TTarget> Of(IData data, IQueryable<T> parents);

    /// <summary>Linked rows among <paramref name="targets"/>, each with the key by which <see cref="KeyOf"/> finds its owners.</summary>
    protected abstract IQueryable<Pair<TTarget>> PairsOf(IData data, List<long> keys, IQueryable<TTarget> targets);

    /// <summary>The key of <paramref name="row"/> that <see cref="PairsOf"/> is asked for.</summary>
    protected abstract long? KeyOf(T row);

    /// <summary>The condition that <paramref name="row"/> has a linked row which meets <paramref name="condition"/>.</summary>
    protected abstract Expression Any(Expression row, Expression<Func<TTarget, bool>> condition, IData data);

    public override Expression Has(Expression row, Filter? inner, FilterTranslator translator)
    {
        var condition = Target.VisibleTo(translator.Actor, trashed: false);
        if (inner is not null)
            condition = Splice.And(condition, translator.Translate(Target, inner));
        return Any(row, condition, translator.Data);
    }

    public override async Task IncludeAsync(IncludeRun run, IReadOnlyList<T> rows, IncludeNode node, CancellationToken ct)
    {
        if (IsPrivate)
            rows = run.SeenPrivately(rows);
        if (IsClosedTo(run.Actor))
            rows = [];
        var keys = rows.Select(KeyOf).OfType<long>().Distinct().ToList();
        List<Pair<TTarget>> pairs = [];
        if (keys.Count > 0)
        {
            var targets = run.Data.Set<TTarget>().Where(Target.VisibleTo(run.Actor, trashed: false));
            var query = PairsOf(run.Data, keys, targets).OrderBy(p => p.Row.Id).Take(run.MaxRows + 1);
            pairs = await Target.Loader.LoadAsync(query, run.Data, run.Actor, ct);
            if (pairs.Count > run.MaxRows)
                throw Refused.Malformed($"{Name} holds more than {run.MaxRows} rows: list it by itself, page by page.", "include");
        }

        run.Included.Add(this, Target, rows.Select(r => (r.Id, KeyOf(r))), pairs);
        await run.IncludeAsync(Target, pairs.Select(p => p.Row).DistinctBy(r => r.Id).ToList(), node, ct);
    }

    protected static Expression AnyOf<TRow>(IQueryable<TRow> rows, Expression<Func<TRow, bool>> condition) => Known.Any(rows, condition);
}
