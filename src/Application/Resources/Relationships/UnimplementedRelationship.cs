using System.Linq.Expressions;
using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>
/// A relationship to a type that this server does not serve yet. Clients expect its links in every document and name it in <c>include</c>.
/// The links answer 404, and nothing is included.
/// </summary>
internal sealed class UnimplementedRelationship<T>(string name) : Relationship<T>(name)
    where T : Entity
{
    public override bool IsToMany => true;

    public override bool IsLinkable => false;

    public override Resource? TargetResource => null;

    public override void Accept(Resource<T> owner, IRelationshipVisitor visitor) { }

    public override void Connect(Resource<T> owner, ResourceCatalog catalog) { }

    public override Task IncludeAsync(IncludeLoader loader, IReadOnlyList<T> rows, IncludeNode node, CancellationToken ct) =>
        Task.CompletedTask;

    public override Expression LinkedRowExists(Expression row, Filter? inner, FilterTranslator translator) => Expression.Constant(false);
}
