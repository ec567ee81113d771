using System.Linq.Expressions;
using System.Reflection;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>What a command locks before a row of this type: the rows of other types that some keys of the row name.</summary>
internal sealed class FirstLocks<T>
    where T : Entity
{
    private static readonly PropertyInfo IdOfKeys = typeof(LockKeys).GetProperty(nameof(LockKeys.Id))!;

    private static readonly PropertyInfo[] Slots =
    [
        typeof(LockKeys).GetProperty(nameof(LockKeys.First))!,
        typeof(LockKeys).GetProperty(nameof(LockKeys.Second))!,
    ];

    private readonly List<Expression<Func<T, long?>>> _keys = [];
    private readonly List<Func<IData, long, CancellationToken, Task>> _locks = [];

    private Expression<Func<T, LockKeys>>? _selector;

    /// <summary>Selects the id of a row and the keys of the rows to lock, by one statement.</summary>
    public Expression<Func<T, LockKeys>> Selector => _selector ??= CreateSelector();

    /// <exception cref="InvalidOperationException">More than two.</exception>
    public void Add<TOther>(Expression<Func<T, long?>> key)
        where TOther : Entity
    {
        if (_keys.Count == Slots.Length)
            throw new InvalidOperationException($"{typeof(T).Name} has more than {Slots.Length} rows to lock first.");
        _keys.Add(key);
        _locks.Add((data, id, ct) => data.LockRowAsync<TOther>(id, ct));
    }

    /// <summary>Locks the other rows, in the order in which they were declared.</summary>
    public async Task LockAsync(IData data, LockKeys keys, CancellationToken ct)
    {
        for (var i = 0; i < _locks.Count; i++)
            if ((i == 0 ? keys.First : keys.Second) is { } id)
                await _locks[i](data, id, ct);
    }

    private Expression<Func<T, LockKeys>> CreateSelector()
    {
        var row = Expression.Parameter(typeof(T), "r");
        return Expression.Lambda<Func<T, LockKeys>>(
            Expression.MemberInit(
                Expression.New(typeof(LockKeys)),
                [
                    Expression.Bind(IdOfKeys, ExpressionCache.IdOf(row)),
                    .. _keys.Select((key, i) => Expression.Bind(Slots[i], ExpressionSubstitution.Apply(key, row))),
                ]
            ),
            row
        );
    }
}
