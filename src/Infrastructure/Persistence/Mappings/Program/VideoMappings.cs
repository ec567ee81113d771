using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Program;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Module Program: streams, who may watch them, and what belongs to them.</summary>
internal sealed class VideoMappings
    : IEntityTypeConfiguration<VideoStream>,
        IEntityTypeConfiguration<VideoStreamViewer>,
        IEntityTypeConfiguration<VideoStreamModerator>,
        IEntityTypeConfiguration<TranslationChannel>,
        IEntityTypeConfiguration<Microlocation>
{
    public void Configure(EntityTypeBuilder<VideoStream> entity)
    {
        entity.HasIndex(s => s.EventId).IsUnique().HasDatabaseName("ux_video_streams_event");
        entity.HasOne(s => s.HostEvent).WithMany().HasForeignKey(s => s.HostEventId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(s => s.Event).WithMany().HasForeignKey(s => s.EventId).OnDelete(DeleteBehavior.SetNull);
        entity.HasOne(s => s.VideoChannel).WithMany().HasForeignKey(s => s.VideoChannelId).OnDelete(DeleteBehavior.SetNull);
    }

    /// <summary>The conditions are those of a ticket that is valid, and of a session that takes place.</summary>
    public void Configure(EntityTypeBuilder<VideoStreamViewer> entity)
    {
        entity.HasKey(v => new { v.VideoStreamId, v.Email });
        entity.HasOne<VideoStream>().WithMany(s => s.Viewers).HasForeignKey(v => v.VideoStreamId);
        entity.FromQuery(
            """
            SELECT m.video_stream_id, m.email FROM video_stream_moderators m
            UNION ALL
            SELECT s.id, p.email FROM video_streams s JOIN speakers p ON p.event_id = s.host_event_id
            WHERE p.deleted_at IS NULL AND p.email IS NOT NULL AND EXISTS (
                SELECT 1 FROM session_speaker x JOIN sessions t ON t.id = x.session_id
                WHERE x.speaker_id = p.id AND t.deleted_at IS NULL AND t.state = 'Confirmed')
            UNION ALL
            SELECT s.id, a.email FROM video_streams s JOIN attendees a ON a.event_id = s.host_event_id JOIN orders o ON o.id = a.order_id
            WHERE a.deleted_at IS NULL AND a.email IS NOT NULL AND o.status IN ('Completed', 'Placed')
            """
        );
    }

    public void Configure(EntityTypeBuilder<VideoStreamModerator> entity)
    {
        entity.HasIndex(m => new { m.Email, m.VideoStreamId }).IsUnique().HasDatabaseName("ux_video_stream_moderators_email");
        entity.HasOne(m => m.VideoStream).WithMany().HasForeignKey(m => m.VideoStreamId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<TranslationChannel> entity)
    {
        entity.HasOne(c => c.VideoStream).WithMany().HasForeignKey(c => c.VideoStreamId).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(c => c.Channel).WithMany().HasForeignKey(c => c.ChannelId).OnDelete(DeleteBehavior.Cascade);
    }

    /// <summary>A room remains when its stream is deleted.</summary>
    public void Configure(EntityTypeBuilder<Microlocation> entity) =>
        entity.HasOne(m => m.VideoStream).WithMany().HasForeignKey(m => m.VideoStreamId).OnDelete(DeleteBehavior.SetNull);
}
