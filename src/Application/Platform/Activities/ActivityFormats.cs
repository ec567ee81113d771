using System.Collections.Concurrent;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Platform;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>The formats of the log of changes, for every type.</summary>
internal sealed class ActivityFormats : IResourceVisitor
{
    /// <summary>Types that are not recorded: their rows are a record already.</summary>
    private static readonly HashSet<Type> Unrecorded = [typeof(Activity), typeof(UserCheckIn), typeof(Scan)];

    private readonly ConcurrentDictionary<Type, ActivityFormat> _types = [];

    public ActivityFormats(ResourceCatalog catalog)
    {
        foreach (var resource in catalog.All)
            resource.Accept(this);
    }

    public void Visit<T>(Resource<T> resource)
        where T : Entity => _types[typeof(T)] = ActivityFormat.Of(resource);

    /// <returns>Null if changes of the type are not recorded.</returns>
    public ActivityFormat? Find(Type type) => Unrecorded.Contains(type) ? null : _types.GetOrAdd(type, ActivityFormat.OfTable);
}
