using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// The resources that are copied with an event, each after those that its foreign keys point to. It is built once, from the declarations.
/// </summary>
internal sealed class EventCopyPlan
{
    public EventCopyPlan(ResourceCatalog catalog)
    {
        var builder = new Builder();
        foreach (var resource in catalog.All.Where(r => r.IsCopiedWithEvent))
            builder.Add(resource);
        Events = new RowMapping<Event>(catalog.Of<Event>());
        Contents = builder.Contents;
        TokenModules = [.. builder.TokenModules.Where(m => m != TokenModule.Shared)];
    }

    public RowMapping<Event> Events { get; }

    public IReadOnlyList<CopiedResource> Contents { get; }

    /// <summary>The modules of the copied rows: a token needs all of them.</summary>
    public IReadOnlyList<string> TokenModules { get; }

    /// <summary>The resources that the original event may have rows of. One statement asks for most of them.</summary>
    public async Task<IReadOnlyList<CopiedResource>> FindContentsAsync(EventCopyContext context, CancellationToken ct)
    {
        var marks = Contents.Select((resource, number) => resource.Mark(context, number)).ToList();
        var found = await marks.OfType<IQueryable<int>>().Aggregate((all, next) => all.Concat(next)).ToListAsync(ct);
        return [.. Contents.Where((_, number) => marks[number] is null || found.Contains(number))];
    }

    private sealed class Builder : IResourceVisitor
    {
        private readonly HashSet<Resource> _added = [];

        public List<CopiedResource> Contents { get; } = [];

        public SortedSet<string> TokenModules { get; } = [TokenModule.Events];

        public void Add(Resource resource)
        {
            if (_added.Add(resource))
                resource.Accept(this);
        }

        public void Visit<T>(Resource<T> resource)
            where T : Entity
        {
            foreach (var key in CopiedForeignKeys.Of(resource))
                if (key.Relationship.TargetResource is { IsCopiedWithEvent: true } target)
                    Add(target);
            Contents.Add(new CopiedResource<T>(resource));
            TokenModules.Add(TokenModule.Of(typeof(T)));
        }
    }
}
