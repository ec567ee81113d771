using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// A relationship from <typeparamref name="T"/> to <typeparamref name="TTarget"/>. The subclasses define how the rows are joined.
/// </summary>
internal abstract class Relationship<T, TTarget>(string name) : Relationship<T>(name)
    where T : Entity
    where TTarget : Entity
{
    public Resource<TTarget> Target { get; private set; } = null!;

    public override Resource? TargetResource => Target;

    public override void Accept(Resource<T> owner, IRelationshipVisitor visitor) => visitor.Visit(owner, this);

    public override void Connect(Resource<T> owner, ResourceCatalog catalog) => Target = catalog.Of<TTarget>();

    /// <summary>A condition of linked rows besides that of the policy. It depends on the caller. Null for most relationships.</summary>
    public virtual Expression<Func<TTarget, bool>>? ConditionFor(Actor actor) => null;

    /// <summary>The rows to which any of <paramref name="parents"/> is linked.</summary>
    public abstract IQueryable<TTarget> TargetsOf(IData data, IQueryable<T> parents);

    /// <summary>
    /// The linked rows among <paramref name="targets"/>. Each has the value of <see cref="KeyOf"/> of its owners as its number.
    /// </summary>
    protected abstract IQueryable<QueryRow<TTarget>> RowsByKey(IData data, List<long> keys, IQueryable<TTarget> targets);

    /// <summary>The key of the owner <paramref name="row"/> for <see cref="RowsByKey"/>; null if it is not linked.</summary>
    protected abstract long? KeyOf(T row);

    /// <summary>The condition that <paramref name="row"/> has a linked row that meets <paramref name="condition"/>.</summary>
    protected abstract Expression LinkedRowMeets(Expression row, Expression<Func<TTarget, bool>> condition, IData data);

    public override Expression LinkedRowExists(Expression row, Filter? inner, FilterTranslator translator)
    {
        // The translator adds the condition that the actor sees the private fields of the owner.
        var condition = Target.VisibleTo(ShowsContact ? translator.Actor.AsServer() : translator.Actor, trashed: false);
        if (ConditionFor(translator.Actor) is { } own)
            condition = ExpressionSubstitution.And(condition, own);
        if (inner is not null)
            condition = ExpressionSubstitution.And(condition, translator.Translate(Target, inner, isContact: ShowsContact));
        return LinkedRowMeets(row, condition, translator.Data);
    }

    public override async Task IncludeAsync(IncludeLoader loader, IReadOnlyList<T> rows, IncludeNode node, CancellationToken ct)
    {
        if (NeedsPrivateAccess(loader.Actor))
            rows = loader.WithPrivateAccess(rows);
        if (IsHiddenFrom(loader.Actor))
            rows = [];
        var keys = rows.Select(KeyOf).OfType<long>().Distinct().ToList();
        if (ShowsContact)
            loader.ShowContacts(keys);
        List<QueryRow<TTarget>> targetRows = [];
        if (keys.Count > 0)
        {
            var targets = loader.Data.Set<TTarget>().AsNoTracking().Where(Target.VisibleTo(loader.Actor, trashed: false));
            if (ConditionFor(loader.Actor) is { } own)
                targets = targets.Where(own);
            var max = loader.Budget.RowsOf(Target);
            var query = RowsByKey(loader.Data, keys, targets).OrderBy(r => r.Row.Id).Take(max + 1);
            targetRows = await Target.Loader.LoadAsync(query, loader.Data, loader.Actor, ct);
            if (targetRows.Count > max)
                throw RejectedException.Malformed($"{Name} has more than {max} rows. List it separately, page by page.", "include");
            loader.Budget.Take(Target, targetRows.Count);
        }

        loader.Included.Add(this, Target, rows.Select(r => (r.Id, KeyOf(r))), targetRows);
        await loader.IncludeAsync(Target, targetRows.Select(r => r.Row).DistinctBy(r => r.Id).ToList(), node, ct);
    }

    protected static Expression AnyRow<TRow>(IQueryable<TRow> rows, Expression<Func<TRow, bool>> condition) =>
        ExpressionCache.Any(rows, condition);
}
