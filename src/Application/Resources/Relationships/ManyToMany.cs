using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// The part of <see cref="ManyToMany{T,TTarget,TJoin}"/> that does not depend on the target type. Handlers use it to write links.
/// </summary>
internal interface IJoinTable<T>
    where T : Entity
{
    /// <summary>The name of the relationship at the target; null if the target has none.</summary>
    string? NameAtTarget { get; }

    /// <summary>Whether the other end has declared the relationship.</summary>
    bool IsInverse { get; }

    Task<IReadOnlyList<long>> GetLinkedIdsAsync(IData data, long id, CancellationToken ct);

    /// <summary>Links the copies as their originals are linked.</summary>
    /// <param name="owners">The copies, by the ids of the originals.</param>
    /// <param name="targets">The copies, by the ids of the originals. Links to other rows are not copied.</param>
    /// <param name="limit">At most one link more than this is read and copied.</param>
    /// <returns>The number of copied links.</returns>
    Task<int> CopyAsync(
        IData data,
        Grant grant,
        IReadOnlyDictionary<long, Entity> owners,
        IReadOnlyDictionary<long, Entity> targets,
        int limit,
        CancellationToken ct
    );

    void Add(IData data, Grant grant, long id, long target);

    /// <summary>Checks new links against the rule of the declaration.</summary>
    /// <exception cref="RejectedException">The rule forbids a link.</exception>
    Task ValidateAsync(IData data, long id, IReadOnlyList<long> targets, CancellationToken ct);

    /// <param name="targets">The ids of the targets, with the grant of each link.</param>
    Task RemoveAsync(IData data, long id, IReadOnlyDictionary<long, Grant> targets, CancellationToken ct);
}

/// <summary>A relationship through a join table, with its inverse relationship.</summary>
internal sealed class ManyToMany<T, TTarget, TJoin>(
    string name,
    Expression<Func<TJoin, long>> ownerKey,
    Expression<Func<TJoin, long>> targetKey
) : Through<T, TTarget>(name, data => LinksOf(data, ownerKey, targetKey)), IJoinTable<T>
    where T : Entity
    where TTarget : Entity
    where TJoin : class, new()
{
    private readonly Action<TJoin, long> _setOwnerKey = SetterOf(ownerKey);
    private readonly Action<TJoin, long> _setTargetKey = SetterOf(targetKey);
    private readonly Func<TJoin, long> _getTargetKey = targetKey.Compile();
    private bool _inverseIsPrivate;

    public override Type JoinType => typeof(TJoin);
    private Func<IData, IReadOnlyList<Link>, CancellationToken, Task>? _rule;

    public override bool IsLinkable => !IsReadOnly;

    public bool IsInverse { get; private set; }

    public string? NameAtTarget { get; private set; }

    /// <summary>Declares the inverse to-many relationship.</summary>
    /// <param name="isPrivate">Whether only actors who may see the private fields of the parent can list it.</param>
    public ManyToMany<T, TTarget, TJoin> Inverse(string name, bool isPrivate = false)
    {
        NameAtTarget = name;
        _inverseIsPrivate = isPrivate;
        return this;
    }

    /// <summary>Adds a rule for new links, from either end. The rule throws a <see cref="RejectedException"/>.</summary>
    public ManyToMany<T, TTarget, TJoin> Must(Func<IData, IReadOnlyList<Link>, CancellationToken, Task> rule)
    {
        _rule = rule;
        return this;
    }

    public override void Connect(Resource<T> owner, ResourceCatalog catalog)
    {
        base.Connect(owner, catalog);
        if (IsInverse || NameAtTarget is null)
            return;
        var inverse = new ManyToMany<TTarget, T, TJoin>(NameAtTarget, targetKey, ownerKey)
        {
            IsPrivate = IsPrivate || _inverseIsPrivate,
            NameAtTarget = Name,
            IsInverse = true,
        };
        if (_rule is { } rule)
            inverse.Must((data, links, ct) => rule(data, [.. links.Select(l => new Link { From = l.To, To = l.From })], ct));
        inverse.Connect(Target, catalog);
        Target.Add(inverse);
    }

    public async Task<IReadOnlyList<long>> GetLinkedIdsAsync(IData data, long id, CancellationToken ct) =>
        await LinksOf(data, ownerKey, targetKey).Where(l => l.From == id).Select(l => l.To).ToListAsync(ct);

    public async Task<int> CopyAsync(
        IData data,
        Grant grant,
        IReadOnlyDictionary<long, Entity> owners,
        IReadOnlyDictionary<long, Entity> targets,
        int limit,
        CancellationToken ct
    )
    {
        if (targets.Count == 0)
            return 0;
        var ids = owners.Keys.ToList();
        var targetIds = targets.Keys.ToList();
        var links = await LinksOf(data, ownerKey, targetKey)
            .Where(l => ids.Contains(l.From) && targetIds.Contains(l.To))
            .Take(limit + 1)
            .ToListAsync(ct);
        var joins = links.Select(l => Join(owners[l.From].Id, targets[l.To].Id)).ToHashSet();
        grant.Create<TJoin>(joins.Contains);
        data.Set<TJoin>().AddRange(joins);
        return joins.Count;
    }

    public void Add(IData data, Grant grant, long id, long target)
    {
        var join = Join(id, target);
        grant.Create(join);
        data.Set<TJoin>().Add(join);
    }

    public Task ValidateAsync(IData data, long id, IReadOnlyList<long> targets, CancellationToken ct) =>
        _rule is null ? Task.CompletedTask : _rule(data, [.. targets.Select(to => new Link { From = id, To = to })], ct);

    public async Task RemoveAsync(IData data, long id, IReadOnlyDictionary<long, Grant> targets, CancellationToken ct)
    {
        var row = ownerKey.Parameters[0];
        var ids = targets.Keys.ToList();
        var condition = Expression.AndAlso(
            Expression.Equal(ownerKey.Body, Query.SqlParameter.For(id)),
            Query.ExpressionCache.Contains<long>(Query.SqlParameter.For(ids), Query.ExpressionSubstitution.Apply(targetKey, row))
        );
        foreach (var join in await data.Set<TJoin>().Where(Expression.Lambda<Func<TJoin, bool>>(condition, row)).ToListAsync(ct))
        {
            targets[_getTargetKey(join)].Remove(join);
            data.Set<TJoin>().Remove(join);
        }
    }

    private TJoin Join(long id, long target)
    {
        var join = new TJoin();
        _setOwnerKey(join, id);
        _setTargetKey(join, target);
        return join;
    }

    private static IQueryable<Link> LinksOf(IData data, Expression<Func<TJoin, long>> from, Expression<Func<TJoin, long>> to)
    {
        var row = from.Parameters[0];
        var link = Expression.MemberInit(
            Expression.New(typeof(Link)),
            Expression.Bind(typeof(Link).GetProperty(nameof(Link.From))!, from.Body),
            Expression.Bind(typeof(Link).GetProperty(nameof(Link.To))!, Query.ExpressionSubstitution.Apply(to, row))
        );
        return data.Set<TJoin>().Select(Expression.Lambda<Func<TJoin, Link>>(link, row));
    }

    private static Action<TJoin, long> SetterOf(Expression<Func<TJoin, long>> key) =>
        ((PropertyInfo)((MemberExpression)key.Body).Member).SetMethod!.CreateDelegate<Action<TJoin, long>>();
}
