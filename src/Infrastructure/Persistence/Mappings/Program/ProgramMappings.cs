using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Module Program: sessions, speakers and their join table, and the resources that an event has at most one of.</summary>
internal sealed class ProgramMappings
    : IEntityTypeConfiguration<SpeakersCall>,
        IEntityTypeConfiguration<EventCopyright>,
        IEntityTypeConfiguration<Track>,
        IEntityTypeConfiguration<Session>,
        IEntityTypeConfiguration<Speaker>,
        IEntityTypeConfiguration<SessionSpeaker>
{
    public void Configure(EntityTypeBuilder<Session> entity)
    {
        // A session remains when its track, type, room or the account that submitted it is deleted.
        entity.HasOne(s => s.Track).WithMany().OnDelete(DeleteBehavior.SetNull);
        entity.HasOne(s => s.SessionType).WithMany().OnDelete(DeleteBehavior.SetNull);
        entity.HasOne(s => s.Microlocation).WithMany().OnDelete(DeleteBehavior.SetNull);
        entity.HasOne(s => s.Creator).WithMany().OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<Speaker> entity)
    {
        entity.HasIndex(s => new { s.EventId, s.Email }).IsUnique().HasFilter("deleted_at IS NULL").HasDatabaseName("ux_speakers_email");
        entity.HasOne(s => s.User).WithMany().OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<SessionSpeaker> entity)
    {
        entity.HasKey(s => new { s.SessionId, s.SpeakerId });
        entity.HasOne(s => s.Session).WithMany(s => s.Speakers).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(s => s.Speaker).WithMany().OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SpeakersCall> entity) =>
        entity.HasIndex(c => c.EventId).IsUnique().HasFilter("deleted_at IS NULL").HasDatabaseName("ux_speakers_calls_event");

    public void Configure(EntityTypeBuilder<EventCopyright> entity) =>
        entity.HasIndex(c => c.EventId).IsUnique().HasFilter("deleted_at IS NULL").HasDatabaseName("ux_event_copyrights_event");

    public void Configure(EntityTypeBuilder<Track> entity) => entity.Ignore(t => t.FontColor);
}
