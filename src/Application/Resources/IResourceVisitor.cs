using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>Visits a resource with its entity type as a type argument, so that generic code needs no reflection.</summary>
internal interface IResourceVisitor
{
    void Visit<T>(Resource<T> resource)
        where T : Entity;
}
