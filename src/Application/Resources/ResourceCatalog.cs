using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources;

/// <summary>All declared resources. A scan of the assembly at startup finds them.</summary>
internal sealed class ResourceCatalog
{
    private readonly Dictionary<Type, Resource> _byEntity;
    private readonly Dictionary<string, Resource> _byType;
    private readonly Dictionary<string, Resource> _byPath;

    public ResourceCatalog(IEnumerable<Resource> resources)
    {
        All = [.. resources.OrderBy(r => r.Type, StringComparer.Ordinal)];
        _byEntity = All.ToDictionary(r => r.EntityType);
        _byType = All.ToDictionary(r => WireNames.Normalize(r.Type));
        _byPath = All.ToDictionary(r => WireNames.Normalize(r.Path));
        foreach (var resource in All)
            resource.Connect(this);
        foreach (var resource in All)
            resource.Freeze();
    }

    public IReadOnlyList<Resource> All { get; }

    /// <summary>
    /// The maximum number of rows in one list or include (setting <c>Api:MaxRows</c>). Clients page through longer lists.
    /// </summary>
    public int MaxRows { get; set; } = Query.QueryLimits.Rows;

    /// <summary>The processor time that a read may cost (setting <c>Api:ReadMilliseconds</c>).</summary>
    public TimeSpan ReadBudget { get; set; } = TimeSpan.FromMilliseconds(Query.ReadLimits.BudgetMilliseconds);

    /// <summary>Creates the catalog of the declarations in this assembly.</summary>
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

    /// <summary>
    /// The resource with this JSON:API type or, because clients write it so, with this path: <c>attendee</c> or <c>attendees</c>. The name
    /// has dashes or underscores. Null if there is none.
    /// </summary>
    public Resource? FindByTypeOrPath(string name) =>
        _byType.GetValueOrDefault(WireNames.Normalize(name)) ?? _byPath.GetValueOrDefault(WireNames.Normalize(name));
}
