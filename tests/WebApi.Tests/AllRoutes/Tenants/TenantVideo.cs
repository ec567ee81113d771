using OpenEvent.WebApi.Tests.Harness;

namespace OpenEvent.WebApi.Tests.AllRoutes;

/// <summary>Adds what belongs to the tenant's video stream, and the ids of rows that are counted from the tenant's rows.</summary>
internal static class TenantVideo
{
    public static async Task AddAsync(OpenEventServer server, Tenant tenant)
    {
        var (owner, stream) = (tenant.Clients["owner"], tenant.RowIds["video-stream"]);
        tenant.RowIds["video-stream-moderator"] = (
            await owner.CreateAsync(
                "video-stream-moderator",
                SampleAttributes.For("video-stream-moderator", tenant.Marker),
                ("video-stream", "video-stream", stream)
            )
        ).Id();
        // Channels are public, so that they have no marker of a tenant.
        var channel = (await server.Admin.CreateAsync("video-channel", SampleAttributes.For("video-channel", "common"))).Id();
        tenant.RowIds["translation_channel"] = (
            await owner.CreateAsync(
                "translation_channel",
                SampleAttributes.For("translation_channel", tenant.Marker),
                ("video-stream", "video-stream", stream),
                ("channel", "video-channel", channel)
            )
        ).Id();
        tenant.RowIds["video-recording"] = await server.SqlIdAsync(
            $"""
            INSERT INTO video_recordings (bbb_record_id, start_time, end_time, participants, url, video_stream_id)
            VALUES ('{tenant.Marker}', now(), now(), 3, 'https://example.org/{tenant.Marker}', {stream}) RETURNING id
            """
        );
        foreach (var type in new[] { "event-statistics-general", "order-statistics-event", "admin-sales-by-events", "admin-sales-fees" })
            tenant.RowIds[type] = tenant.EventId;
        tenant.RowIds["admin-sales-by-location"] = tenant.EventId;
        tenant.RowIds["admin-sales-by-organizers"] = tenant.RowIds["user"];
        tenant.RowIds["order-statistics-ticket"] = tenant.RowIds["ticket"];
    }
}
