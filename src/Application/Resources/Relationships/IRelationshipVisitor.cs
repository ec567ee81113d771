using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>Is called with both real entity types of a relationship.</summary>
internal interface IRelationshipVisitor
{
    void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
        where T : Entity
        where TTarget : Entity;
}
