using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Deleted rows are looked at, brought back and removed for good by staff only.</summary>
internal static class Trash
{
    public static void RequireAllowed(ResourceQuery query, Actor actor)
    {
        if (actor.IsStaff)
            return;
        if (query.GetTrashed)
            throw Refused.Forbidden("Only staff may look at what was deleted: leave get_trashed out.");
        if (query.Permanent)
            throw Refused.Forbidden("Only staff may remove a row for good: leave permanent out.");
    }
}
