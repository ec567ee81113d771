using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The events that have all words of a text. Filters, includes, sorting and pages apply to them as to all events.</summary>
internal sealed class EventTextSearch(IEventSearch search, SearchLimit limit, ResourceCatalog catalog) : ITextSearch<Event>
{
    public async Task<ResourceScope<Event>> SelectAsync(string text, CancellationToken ct)
    {
        if (text.Length > SearchText.MaxLength)
            throw RejectedException.Malformed($"A search text has at most {SearchText.MaxLength} characters.", "search");
        await limit.CountAsync(ct);
        var found = search.Find([new SearchText(text)]);
        return new FilteredScope<Event>(new AllRowsScope<Event>(catalog.Of<Event>()), e => found.Any(f => f.Id == e.Id));
    }
}
