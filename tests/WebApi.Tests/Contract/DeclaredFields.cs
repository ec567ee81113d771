using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Tests.Contract;

/// <summary>Reads which attributes of a declaration are read-only and write-only.</summary>
internal sealed class DeclaredFields : IResourceVisitor
{
    public Dictionary<string, (bool IsReadOnly, bool IsWriteOnly)> Flags { get; } = [];

    public void Visit<T>(Resource<T> resource)
        where T : Entity
    {
        foreach (var field in resource.Fields)
            Flags[field.Name] = (field.IsReadOnly, field.IsWriteOnly);
    }
}
