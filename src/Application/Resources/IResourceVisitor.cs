using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>Is called with each resource's real entity type: how generics are closed without reflection.</summary>
internal interface IResourceVisitor
{
    void Visit<T>(Resource<T> resource)
        where T : Entity;
}
