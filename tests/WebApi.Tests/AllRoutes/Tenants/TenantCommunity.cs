using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Adds to a tenant: a group with an invite and a follower, invites, feedback, favourites, a badge field, a tag, a token and a
/// service account.</summary>
public static class TenantCommunity
{
    /// <param name="isDraft">Everyone sees a group, so that of a draft has a name without the marker of the draft.</param>
    public static async Task AddAsync(OpenEventServer server, Tenant tenant, bool isDraft)
    {
        var owner = tenant.Clients["owner"];
        tenant.RowIds["group"] = (
            await owner.CreateAsync(
                "group",
                SampleAttributes.For("group", isDraft ? "of anyone" : tenant.Marker),
                ("events", "event", tenant.EventId)
            )
        ).Id();
        await AddAsync("users-groups-role", ("group", "group", tenant.RowIds["group"]), ("role", "role", "2"));
        await AddAsync("user-follow-group", ("group", "group", tenant.RowIds["group"]));
        await AddAsync("speaker-invite", ("event", "event", tenant.EventId), ("session", "session", tenant.RowIds["session"]));
        await AddAsync("feedback", ("event", "event", tenant.EventId), ("user", "user", $"{owner.UserId}"));
        await AddAsync("user-favourite-event", ("event", "event", tenant.EventId));
        await AddAsync("user-favourite-session", ("session", "session", tenant.RowIds["session"]));
        await AddAsync("badge-field-form", ("badge-form", "badge-form", tenant.RowIds["badge-form"]));
        await AddAsync("access-token");
        await AddAsync("service-account", ("event", "event", tenant.EventId), ("role", "role", "7"));
        await server.SqlAsync(
            $"UPDATE attendees SET tag_id = {tenant.RowIds["tag"]} WHERE id IN ({tenant.RowIds["attendee"]}, {tenant.RowIds["guest"]})"
        );

        async Task AddAsync(string type, params (string Name, string Type, string Id)[] relationships) =>
            tenant.RowIds[type] = (await owner.CreateAsync(type, SampleAttributes.For(type, tenant.Marker), relationships)).Id();
    }
}
