using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common;

/// <summary>
/// Everything that the current unit of work may write: the grants of its decisions, and what the server writes by itself
/// (<see cref="ServerWrites"/>). The database context asks it before each save and each statement.
/// </summary>
internal sealed class WriteSet
{
    private readonly List<GrantedWrite> _rows = [];
    private readonly HashSet<DirectWrite> _statements = [];

    private sealed record GrantedWrite(RowWrite Write, Type Type, Func<object, bool> Which, string[] Members);

    /// <summary>Who writes: <see cref="Authorization.Actor"/>.</summary>
    public Actor Actor { get; set; } = Actor.Anonymous;

    /// <summary>Whether the server itself acts, in a background job or at startup.</summary>
    public bool IsServer { get; set; }

    public void Add(RowWrite write, Type type, Func<object, bool> which, params string[] members) =>
        _rows.Add(new GrantedWrite(write, type, which, members));

    public void Add(DirectWrite statement) => _statements.Add(statement);

    /// <summary>Forgets the grants, at the start and at the end of a unit of work.</summary>
    public void Clear()
    {
        _rows.Clear();
        _statements.Clear();
    }

    /// <exception cref="RejectedException">Forbidden: the row is out of scope of the actor's token.</exception>
    /// <param name="member">The changed property; null unless <paramref name="write"/> is a change.</param>
    public bool Covers(RowWrite write, object row, string? member = null)
    {
        if (!IsServer)
            EventScope.Require(Actor, row);
        if (ServerWrites.Cover(write, row.GetType(), member))
            return true;
        foreach (var granted in _rows)
            if (
                granted.Write == write
                && granted.Type == row.GetType()
                && (member is null || NamesMember(granted.Members, member))
                && granted.Which(row)
            )
                return true;
        return false;
    }

    public bool Covers(DirectWrite statement) =>
        statement.Coverage switch
        {
            DirectWriteCoverage.AnyRequest => true,
            DirectWriteCoverage.ServerOnly => IsServer,
            _ => _statements.Contains(statement),
        };

    /// <summary>Policies name a foreign key by its navigation property, e.g. <c>Event</c> for <c>EventId</c>.</summary>
    private static bool NamesMember(string[] members, string member)
    {
        foreach (var name in members)
            if (
                name == member
                || (
                    member.Length == name.Length + 2
                    && member.StartsWith(name, StringComparison.Ordinal)
                    && member.EndsWith("Id", StringComparison.Ordinal)
                )
            )
                return true;
        return false;
    }
}
