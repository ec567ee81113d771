using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>Visits a relationship with both entity types as type arguments, so that generic code needs no reflection.</summary>
internal interface IRelationshipVisitor
{
    void Visit<T, TTarget>(Resource<T> owner, Relationship<T, TTarget> relationship)
        where T : Entity
        where TTarget : Entity;
}
