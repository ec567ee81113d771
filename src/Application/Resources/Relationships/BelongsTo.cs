using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// The part of <see cref="BelongsTo{T,TTarget}"/> that does not depend on the target type. The handlers use it to write foreign keys.
/// </summary>
internal interface IForeignKey<T>
    where T : Entity
{
    Relationship Relationship { get; }

    /// <summary>The name of the navigation property. Policies pass it to <c>changes.ContainsAny</c>.</summary>
    string Member { get; }

    bool IsOptional { get; }

    long? GetKey(T row);

    Change<T> ChangeTo(long? id);

    /// <summary>The condition that the key has one of these values.</summary>
    Expression<Func<T, bool>> PointsToAny(List<long> ids);

    /// <summary>Links the row to a target that may have no id yet.</summary>
    void SetTarget(T row, Entity? target);

    /// <summary>Sets the key of a row that is inserted without EF to the id that its target has got.</summary>
    void SetKeyFromTarget(T row);

    /// <summary>The target with this id, or null if it does not exist or is not visible to the actor.</summary>
    Task<Entity?> FindTargetAsync(IData data, Actor actor, long id, CancellationToken ct);

    /// <summary>The target that the key of the row has now, whether the actor sees it or not; null if the key is empty.</summary>
    Task<Entity?> FindCurrentTargetAsync(IData data, T row, CancellationToken ct);

    /// <summary>
    /// The decision of the target's policy on a link from <paramref name="row"/>, or on removing it. It allows if the declaration lets the
    /// row with the key decide alone.
    /// </summary>
    Decision DecideAtTarget(Actor actor, T row, Entity target, bool links);
}

/// <summary>A foreign key of <typeparamref name="T"/>, with its inverse relationship.</summary>
internal sealed class BelongsTo<T, TTarget> : Relationship<T, TTarget>, IForeignKey<T>
    where T : Entity
    where TTarget : Entity
{
    private readonly PropertyInfo _navigation;
    private readonly PropertyInfo _key;
    private readonly Func<T, long?> _get;
    private readonly Action<T, long?> _set;
    private string? _inverse;
    private bool _inverseIsToOne;
    private bool _inverseIsPrivate;
    private bool _inverseIsForSignedIn;
    private bool _inverseShowsOwnRows;
    private bool _isLinkableByAnyone;

    public BelongsTo(PropertyInfo navigation)
        : base(WireNames.ToKebabCase(navigation.Name))
    {
        _navigation = navigation;
        _key = typeof(T).GetProperty(navigation.Name + "Id")
            ?? throw new InvalidOperationException($"{typeof(T).Name} has no {navigation.Name}Id.");
        IsOptional = _key.PropertyType == typeof(long?);
        if (IsOptional)
        {
            _get = _key.GetMethod!.CreateDelegate<Func<T, long?>>();
            _set = _key.SetMethod!.CreateDelegate<Action<T, long?>>();
        }
        else
        {
            var get = _key.GetMethod!.CreateDelegate<Func<T, long>>();
            var set = _key.SetMethod!.CreateDelegate<Action<T, long>>();
            _get = row => get(row) is var id && id == 0 ? null : id;
            _set = (row, id) => set(row, id ?? 0);
        }
    }

    public override bool IsToMany => false;

    public bool IsOptional { get; }

    public string Member => _navigation.Name;

    Relationship IForeignKey<T>.Relationship => this;

    public BelongsTo<T, TTarget> Required() => Set(() => IsRequired = true);

    /// <summary>See <see cref="Relationship.HasAllMethods"/>.</summary>
    public BelongsTo<T, TTarget> WithAllMethods() => Set(() => HasAllMethods = true);

    /// <summary>Set when the row is created, and never changed.</summary>
    public BelongsTo<T, TTarget> Fixed() => Set(() => IsFixed = true);

    public BelongsTo<T, TTarget> ReadOnly() => Set(() => IsReadOnly = true);

    public BelongsTo<T, TTarget> Private() => Set(() => IsPrivate = true);

    /// <summary>Makes the relationship private, but shows the target as a contact: <see cref="Relationship.ShowsContact"/>.</summary>
    public BelongsTo<T, TTarget> Contact() => Set(() => IsPrivate = ShowsContact = true);

    public BelongsTo<T, TTarget> Named(string name) => Set(() => Name = name);

    /// <summary>Clients may link to a target that is not visible to them. For targets whose ids cannot be guessed.</summary>
    public BelongsTo<T, TTarget> LinkableByAnyone() => Set(() => _isLinkableByAnyone = true);

    /// <summary>
    /// The policy of the row with this key alone decides on the link. Without this, the policy of the target is asked, too.
    /// </summary>
    /// <param name="reason">Why the target's policy has no say.</param>
    public BelongsTo<T, TTarget> DecidedByThisEnd(string reason) => Set(() => OneEndReason = reason);

    /// <summary>Declares the inverse to-many relationship.</summary>
    /// <param name="isPrivate">Whether only actors who may see the private fields of the parent can list it.</param>
    /// <param name="showsOwnRows">See <see cref="Relationship.ShowsOwnRows"/>.</param>
    public BelongsTo<T, TTarget> Inverse(string name, bool isPrivate = false, bool showsOwnRows = false) =>
        Set(() =>
        {
            _inverse = name;
            _inverseIsPrivate = isPrivate;
            _inverseShowsOwnRows = showsOwnRows;
        });

    /// <summary>Declares the inverse to-many relationship. Only signed-in users can see it.</summary>
    public BelongsTo<T, TTarget> InverseForSignedIn(string name) =>
        Set(() =>
        {
            _inverse = name;
            _inverseIsForSignedIn = true;
        });

    /// <summary>Declares the inverse to-one relationship. At most one row has this key.</summary>
    public BelongsTo<T, TTarget> InverseOne(string name, bool isPrivate = false) =>
        Set(() =>
        {
            _inverse = name;
            _inverseIsToOne = true;
            _inverseIsPrivate = isPrivate;
        });

    public override void Connect(Resource<T> owner, ResourceCatalog catalog)
    {
        base.Connect(owner, catalog);
        if (_inverse is null)
            return;
        var inverse = new InverseOf<TTarget, T>(_inverse, this, !_inverseIsToOne)
        {
            IsPrivate = _inverseIsPrivate,
            IsForSignedIn = _inverseIsForSignedIn,
            ShowsOwnRows = _inverseShowsOwnRows,
        };
        inverse.Connect(Target, catalog);
        Target.Add(inverse);
    }

    public long? GetKey(T row) => _get(row);

    public Change<T> ChangeTo(long? id) => new Change<T, long?>(Member, Name, id, _get, _set, (a, b) => a == b);

    public Expression<Func<T, bool>> PointsToAny(List<long> ids)
    {
        var row = Expression.Parameter(typeof(T), "r");
        List<long?> keys = [.. ids.Select(id => (long?)id)];
        return Expression.Lambda<Func<T, bool>>(Query.ExpressionCache.Contains<long?>(Query.SqlParameter.For(keys), KeyColumnOf(row)), row);
    }

    public void SetTarget(T row, Entity? target) => _navigation.SetValue(row, target);

    public void SetKeyFromTarget(T row) => _set(row, ((Entity?)_navigation.GetValue(row))?.Id);

    public async Task<Entity?> FindTargetAsync(IData data, Actor actor, long id, CancellationToken ct) =>
        await data.Set<TTarget>()
            .AsNoTracking()
            .Where(Target.VisibleTo(_isLinkableByAnyone ? actor.AsServer() : actor, trashed: false))
            .SingleOrDefaultAsync(t => t.Id == id, ct);

    public async Task<Entity?> FindCurrentTargetAsync(IData data, T row, CancellationToken ct) =>
        GetKey(row) is { } id ? await data.Set<TTarget>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) : null;

    public Decision DecideAtTarget(Actor actor, T row, Entity target, bool links)
    {
        if (OneEndReason is not null)
            return Decision.Allow;
        var link = new RowLink(_inverse ?? Name, row);
        return links ? Target.Policy.Link(actor, (TTarget)target, link) : Target.Policy.Unlink(actor, (TTarget)target, link);
    }

    public override IQueryable<TTarget> TargetsOf(IData data, IQueryable<T> parents)
    {
        var target = Expression.Parameter(typeof(TTarget), "t");
        var parent = Expression.Parameter(typeof(T), "p");
        var linked = Expression.Lambda<Func<T, bool>>(Expression.Equal(KeyColumnOf(parent), IdColumnOf(target)), parent);
        return data.Set<TTarget>().Where(Expression.Lambda<Func<TTarget, bool>>(AnyRow(parents, linked), target));
    }

    /// <summary>The foreign key column, converted to <c>long?</c>.</summary>
    public Expression KeyColumnOf(Expression row) => Expression.Convert(Expression.Property(row, _key), typeof(long?));

    /// <summary>The target row in a query expression.</summary>
    public Expression TargetRowOf(Expression row) => Expression.Property(row, _navigation);

    protected override long? KeyOf(T row) => _get(row);

    protected override IQueryable<QueryRow<TTarget>> RowsByKey(IData data, List<long> keys, IQueryable<TTarget> targets) =>
        targets.Where(t => keys.Contains(t.Id)).Select(t => new QueryRow<TTarget> { Row = t, OwnerKeyOrTotalCount = t.Id });

    protected override Expression LinkedRowMeets(Expression row, Expression<Func<TTarget, bool>> condition, IData data)
    {
        var targetMeets = Query.ExpressionSubstitution.Apply(condition, TargetRowOf(row));
        return IsOptional
            ? Expression.AndAlso(Expression.NotEqual(KeyColumnOf(row), Expression.Constant(null, typeof(long?))), targetMeets)
            : targetMeets;
    }

    private static Expression IdColumnOf(Expression row) => Expression.Convert(Query.ExpressionCache.IdOf(row), typeof(long?));

    private BelongsTo<T, TTarget> Set(Action change)
    {
        change();
        return this;
    }
}
