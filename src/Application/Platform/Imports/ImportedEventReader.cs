using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Reads the event of an archive, as a draft, and applies the rules of new events to it.</summary>
internal sealed class ImportedEventReader(IData data, ResourceCatalog catalog, IEnumerable<IEventRule> rules)
{
    public async Task<Event> ReadAsync(JsonElement json, MediaImporter media, ArchiveProblems problems, CancellationToken ct)
    {
        var draft = new Event();
        var changes = new ArchiveRowReader<Event>(catalog.Of<Event>(), ArchiveFormat.Event, media, problems).Read(json, draft, null);
        draft.State = EventState.Draft;
        draft.EventType = await FindAsync<EventType>(json, ArchiveFormat.EventType, name => t => t.Name == name, ct);
        draft.EventTopic = await FindAsync<EventTopic>(json, ArchiveFormat.EventTopic, name => t => t.Name == name, ct);
        draft.EventSubTopic = await FindAsync<EventSubTopic>(json, ArchiveFormat.EventSubTopic, name => t => t.Name == name, ct);
        if (draft.EventSubTopic is { } sub && sub.EventTopicId != draft.EventTopic?.Id)
            draft.EventSubTopic = null;
        problems.ThrowIfAny(); // The rules need a complete event.
        await problems.CatchAsync(ArchiveFormat.Event, null, async () =>
        {
            PublishingRules.Require(draft);
            foreach (var rule in rules)
                await rule.RequireAsync(draft, draft, changes, ct);
        });
        return draft;
    }

    /// <summary>Types and topics are a list of this server. Names that it does not have are left out.</summary>
    private async Task<T?> FindAsync<T>(
        JsonElement json,
        string member,
        Func<string, Expression<Func<T, bool>>> hasName,
        CancellationToken ct
    )
        where T : Entity
    {
        if (!json.TryGetProperty(member, out var value) || JsonText.TryRead(value, int.MaxValue) is not { } name)
            return null;
        return await data.Set<T>().Where(hasName(name)).WithoutTrash(catalog.Of<T>()).OrderBy(t => t.Id).FirstOrDefaultAsync(ct);
    }
}
