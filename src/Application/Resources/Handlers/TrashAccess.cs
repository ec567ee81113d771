using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Only staff may read soft-deleted rows and delete rows permanently.</summary>
internal static class TrashAccess
{
    public static void RequireAllowed(ResourceQuery query, Actor actor)
    {
        if (actor.IsStaff)
            return;
        if (query.IncludesTrashed)
            throw RejectedException.Forbidden("Only staff may read deleted rows. Remove the parameter get_trashed.");
        if (query.IsPermanent)
            throw RejectedException.Forbidden("Only staff may delete a row permanently. Remove the parameter permanent.");
    }
}
