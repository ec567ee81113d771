using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>
/// Loads the rows of an include tree, with one SQL statement for each segment. Only rows that are visible to the actor are included.
/// </summary>
internal sealed class IncludeLoader(IData data, Actor actor, ResourceCatalog catalog, DocumentBudget budget)
{
    public IData Data => data;

    /// <summary>The actor, who sees the contact data of those whom the loaded rows name: the reader of the document.</summary>
    public Actor Actor { get; private set; } = actor;

    public DocumentBudget Budget => budget;

    public IncludedRows Included { get; } = new();

    public async Task IncludeAsync<T>(Resource<T> resource, IReadOnlyList<T> rows, IncludeNode node, CancellationToken ct)
        where T : Entity
    {
        foreach (var (name, child) in node.Children)
        {
            var relationship = resource.FindRelationship(name)
                ?? throw RejectedException.Malformed($"{resource.WithArticleAtStart} has no relationship {name}.", "include");
            await relationship.IncludeAsync(this, rows, child, ct);
        }
    }

    /// <summary>The rows whose private relationships the actor may see.</summary>
    public IReadOnlyList<T> WithPrivateAccess<T>(IReadOnlyList<T> rows)
        where T : Entity
    {
        var policy = catalog.Of<T>().Policy;
        return [.. rows.Where(r => policy.CanSeePrivate(Actor, r))];
    }

    public void ShowContacts(IReadOnlyList<long> userIds) => Actor = Actor.WithContacts(userIds);
}
