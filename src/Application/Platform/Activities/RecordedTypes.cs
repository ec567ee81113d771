using System.Collections.Concurrent;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>What the log of changes may say, for every type.</summary>
internal sealed class RecordedTypes : IResourceVisitor
{
    /// <summary>Types whose rows are a record themselves: they would be written twice.</summary>
    private static readonly HashSet<Type> Unrecorded = [typeof(Activity), typeof(UserCheckIn), typeof(Scan)];

    private readonly ConcurrentDictionary<Type, RecordedType> _types = [];

    public RecordedTypes(ResourceCatalog catalog)
    {
        foreach (var resource in catalog.All)
            resource.Accept(this);
    }

    public void Visit<T>(Resource<T> resource)
        where T : Entity => _types[typeof(T)] = RecordedType.Of(resource);

    /// <summary>Null: changes of the type are not recorded.</summary>
    public RecordedType? Find(Type type) => Unrecorded.Contains(type) ? null : _types.GetOrAdd(type, RecordedType.OfTable);
}
