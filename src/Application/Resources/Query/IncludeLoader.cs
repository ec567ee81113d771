using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>Loads an include tree: one statement per segment, whatever the number of rows, each with the target's own visibility.</summary>
internal sealed class IncludeLoader(IData data, Actor actor, ResourceCatalog catalog)
{
    public IData Data => data;

    public Actor Actor => actor;

    public int MaxRows => catalog.MaxRows;

    public IncludedRows Included { get; } = new();

    public async Task IncludeAsync<T>(Resource<T> resource, IReadOnlyList<T> rows, IncludeNode node, CancellationToken ct)
        where T : Entity
    {
        foreach (var (name, child) in node.Children)
        {
            var relationship = resource.FindRelationship(name)
                ?? throw RejectedException.Malformed($"A {resource.Type} has no relationship {name}.", "include");
            await relationship.IncludeAsync(this, rows, child, ct);
        }
    }

    /// <summary>Those rows whose private relationships the actor may follow.</summary>
    public IReadOnlyList<T> WithPrivateAccess<T>(IReadOnlyList<T> rows)
        where T : Entity
    {
        var policy = catalog.Of<T>().Policy;
        return [.. rows.Where(r => policy.CanSeePrivate(actor, r))];
    }
}
