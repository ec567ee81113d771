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
        foreach (var resource in All) resource.Connect(this);
        foreach (var resource in All) resource.Seal();
    }

    public IReadOnlyList<Resource> All { get; }

    /// <summary>The declarations of this assembly.</summary>
    public static ResourceCatalog Scan() => new(
        typeof(ResourceCatalog).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false, IsGenericTypeDefinition: false } && typeof(Resource).IsAssignableFrom(t))
            .Select(t => (Resource)Activator.CreateInstance(t, nonPublic: true)!));

    public Resource<T> Of<T>() where T : Entity => (Resource<T>)Of(typeof(T));

    public Resource Of(Type entity) => _byEntity.GetValueOrDefault(entity) ?? throw new InvalidOperationException($"{entity.Name} is not declared as a resource.");

    public Resource? OfType(string type) => _byType.GetValueOrDefault(Names.Normal(type));
}
