using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>
/// Searches the events that the caller may see, the best first. Of many events with the words, the newest are ranked. If no event has
/// all words, those with similar names are found.
/// </summary>
/// <param name="Text">Words in any part of an event.</param>
internal sealed record SearchEvents(
    string? Text,
    string? Name,
    string? Description,
    string? LocationName,
    string? OwnerName,
    string? OwnerDescription,
    int PageSize,
    int PageNumber
) : IRequest<IReadOnlyList<Event>>, IPublicRequest
{
    public const int DefaultPageSize = 20;
    public const int MaxPageSize = 100;
    public const int MaxPageNumber = 50;

    /// <summary>The number of events that are ranked: so many whose headings have the words, and so many others.</summary>
    public const int MaxRanked = 500;

    /// <summary>The length of the shortest text for which similar names are searched, in UTF-16 units.</summary>
    private const int MinSimilarLength = 3;

    internal sealed class Rules : AbstractValidator<SearchEvents>
    {
        public Rules()
        {
            Check(RuleFor(q => q.Text), "?q");
            Check(RuleFor(q => q.Name), "?name");
            Check(RuleFor(q => q.Description), "?description");
            Check(RuleFor(q => q.LocationName), "?location-name");
            Check(RuleFor(q => q.OwnerName), "?owner-name");
            Check(RuleFor(q => q.OwnerDescription), "?owner-description");
            RuleFor(q => q.PageSize)
                .InclusiveBetween(1, MaxPageSize)
                .WithMessage($"Must be a number from 1 to {MaxPageSize}.")
                .As(RejectionKind.Malformed)
                .At("?page[size]");
            RuleFor(q => q.PageNumber)
                .InclusiveBetween(1, MaxPageNumber)
                .WithMessage($"Must be a number from 1 to {MaxPageNumber}.")
                .As(RejectionKind.Malformed)
                .At("?page[number]");
        }

        private static void Check(IRuleBuilder<SearchEvents, string?> text, string parameter) =>
            text.MaximumLength(SearchText.MaxLength)
                .WithMessage($"A search text has at most {SearchText.MaxLength} characters.")
                .As(RejectionKind.Malformed)
                .At(parameter);
    }

    private List<SearchText> Texts() =>
        [
            .. new (string? Words, SearchPart Part)[]
            {
                (Text, SearchPart.Any),
                (Name, SearchPart.Name),
                (LocationName, SearchPart.Place),
                (OwnerName, SearchPart.OwnerName),
                (OwnerDescription, SearchPart.OwnerDescription),
                (Description, SearchPart.Description),
            }
                .Where(text => !string.IsNullOrWhiteSpace(text.Words))
                .Select(text => new SearchText(text.Words!, text.Part)),
        ];

    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, IEventSearch search, SearchLimit limit)
        : IRequestHandler<SearchEvents, IReadOnlyList<Event>>
    {
        private IQueryable<Event> Visible =>
            data.Set<Event>().AsNoTracking().Where(catalog.Of<Event>().VisibleTo(authorization.Actor, trashed: false));

        public async Task<IReadOnlyList<Event>> Handle(SearchEvents query, CancellationToken ct)
        {
            var texts = query.Texts();
            if (texts.Count == 0)
                return [];
            await limit.CountAsync(ct);
            var ids = await FindNewestAsync(texts, ct);
            var found = ids.Length == 0 ? [] : await ReadAsync(search.Rank(texts, ids), query, ct);
            var name = texts.Count == 1 ? query.Text ?? query.Name : null;
            if (found.Count > 0 || query.PageNumber > 1 || name is not { Length: >= MinSimilarLength })
                return found;
            var actor = authorization.Actor;
            return search.FindSimilar(name, actor.IsStaff ? null : actor.ManagedEventIds) is { } similar
                ? await ReadAsync(similar, query, ct)
                : [];
        }

        /// <summary>Events whose headings have the words are found first, however many others there are.</summary>
        private Task<long[]> FindNewestAsync(List<SearchText> texts, CancellationToken ct)
        {
            var found = Newest(search.Find(texts));
            if (search.FindHeadings(texts) is { } headings)
                found = Newest(headings).Union(found);
            return found.ToArrayAsync(ct);
        }

        private IQueryable<long> Newest(IQueryable<FoundEvent> found) =>
            Visible.Where(e => found.Any(f => f.Id == e.Id)).OrderByDescending(e => e.Id).Take(MaxRanked).Select(e => e.Id);

        private Task<List<Event>> ReadAsync(IQueryable<FoundEvent> found, SearchEvents query, CancellationToken ct) =>
            Visible
                .Join(found, e => e.Id, f => f.Id, (e, f) => new { Event = e, f.Rank })
                .OrderByDescending(r => r.Rank)
                .ThenBy(r => r.Event.StartsAt)
                .ThenBy(r => r.Event.Id)
                .Skip((query.PageNumber - 1) * query.PageSize)
                .Take(query.PageSize)
                .Select(r => r.Event)
                .ToListAsync(ct);
    }
}
