using System.Globalization;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>Decides which answers may be kept for other visitors, and under which tags.</summary>
internal static class VisitorAnswers
{
    /// <summary>The tag of all answers.</summary>
    public const string All = "all";

    /// <summary>
    /// The tag of answers that any change may concern: those with rows of no event or of several, and those without rows.
    /// </summary>
    public const string General = "general";

    /// <summary>The tag of answers with rows of one event.</summary>
    public static string TagOf(long eventId) => eventId.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Lets the answer be stored if every row is of a type that is declared for it, and of a published, public event or of none.
    /// </summary>
    public static async Task OfferAsync<T>(HttpContext http, Resource<T> resource, Page<T> page)
        where T : Entity
    {
        if (http.Features.Get<VisitorAnswer>() is not { } answer || page.Actor.IsSignedIn)
            return;
        var included = page.Included.Rows;
        if (!resource.IsSharedWithVisitors || included.Any(r => !r.Resource.IsSharedWithVisitors))
            return;
        var eventIds = page.Rows.Concat<Entity>(included.Select(r => r.Row)).Select(EventIdOf).ToHashSet();
        var isGeneral = eventIds.Remove(null) || eventIds.Count != 1 || MayGetOtherEvents(http);
        List<long> ids = [.. eventIds.OfType<long>()];
        if (ids.Count > 0 && !await http.RequestServices.GetRequiredService<ListedEvents>().AreAllAsync(ids, http.RequestAborted))
            return;
        answer.Offer([All, isGeneral ? General : TagOf(ids[0])]);
        answer.ApplyTo(http);
    }

    /// <summary>Whether rows of other events may join the answer: it is a list, and not of what belongs to one event.</summary>
    private static bool MayGetOtherEvents(HttpContext http) =>
        http.GetEndpoint()!.Metadata.GetMetadata<ResourceRoute>() is not { } route
        || (
            route.Relationship is null
                ? route.Operation == "list"
                : route.Resource.EntityType != typeof(Event) && !typeof(IEventContent).IsAssignableFrom(route.Resource.EntityType)
        );

    private static long? EventIdOf(Entity row) =>
        row switch
        {
            Event e => e.Id,
            IEventContent content => content.EventId,
            _ => null,
        };
}
