using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Deleted rows are looked at, brought back and removed for good by staff only.</summary>
internal static class TrashAccess
{
    public static void RequireAllowed(ResourceQuery query, Actor actor)
    {
        if (actor.IsStaff)
            return;
        if (query.IncludesTrashed)
            throw RejectedException.Forbidden("Only staff may look at what was deleted: leave get_trashed out.");
        if (query.IsPermanent)
            throw RejectedException.Forbidden("Only staff may remove a row for good: leave permanent out.");
    }
}
