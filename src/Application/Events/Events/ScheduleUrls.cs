using OpenEvent.Application.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Events;

/// <summary>The URLs of the public schedule of an event. It has them while its schedule is published.</summary>
internal static class ScheduleUrls
{
    public static readonly string[] Members = [nameof(Event.IcalUrl), nameof(Event.XcalUrl), nameof(Event.PentabarfUrl)];

    public static void Set(Event e, IPublicUrl publicUrl)
    {
        var isPublished = e.SchedulePublishedOn is not null;
        e.IcalUrl = isPublished ? publicUrl.ToAbsolute($"/v1/events/{e.Identifier}.ics?include_sessions=true") : null;
        e.XcalUrl = isPublished ? publicUrl.ToAbsolute($"/v1/events/{e.Identifier}/schedule/xcal") : null;
        e.PentabarfUrl = isPublished ? publicUrl.ToAbsolute($"/v1/events/{e.Identifier}/schedule/pentabarf") : null;
    }
}
