using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>Every declared resource, found by one scan of the assembly at start-up.</summary>
internal sealed class ResourceCatalog
{
    private readonly Dictionary<Type, Resource> _byEntity;
    private readonly Dictionary<string, Resource> _byType;

    public ResourceCatalog(IEnumerable<Resource> resources)
    {
        All = [.. resources.OrderBy(r => r.Type, StringComparer.Ordinal)];
        _byEntity = All.ToDictionary(r => r.EntityType);
        _byType = All.ToDictionary(r => r.Type);
        foreach (var resource in All)
            resource.Connect(this);
        foreach (var resource in All)
            resource.Freeze();
    }

    public IReadOnlyList<Resource> All { get; }

    /// <summary>The most rows of one list or include; past it the client has to page. Configured as <c>Api:MaxRows</c>.</summary>
    public int MaxRows { get; set; } = Query.QueryLimits.Rows;

    /// <summary>The declarations of this assembly.</summary>
    public static ResourceCatalog Scan() =>
        new(
            typeof(ResourceCatalog)
                .Assembly.GetTypes()
                .Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(Resource).IsAssignableFrom(t))
                .Select(t => (Resource)Activator.CreateInstance(t, nonPublic: true)!)
        );

    public Resource<T> Of<T>()
        where T : Entity => (Resource<T>)Of(typeof(T));

    public Resource Of(Type entity) =>
        _byEntity.GetValueOrDefault(entity) ?? throw new InvalidOperationException($"{entity.Name} is not declared as a resource.");

    /// <summary>Whether a relationship is declared to this type, though it is not served yet: clients of the reference may name it.</summary>
    public bool IsUnimplemented(string type) =>
        All.Any(r =>
            r.AllRelationships.Any(l =>
                l.TargetResource is null
                && (l.Name == WireNames.Normalize(type) || l.Name == WireNames.Pluralize(WireNames.Normalize(type)))
            )
        );

    public Resource? FindByType(string type) => _byType.GetValueOrDefault(WireNames.Normalize(type));
}
