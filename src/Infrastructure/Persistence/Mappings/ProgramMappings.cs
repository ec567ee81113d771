using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>What an event has one of.</summary>
internal sealed class ProgramMappings : IEntityTypeConfiguration<SpeakersCall>, IEntityTypeConfiguration<EventCopyright>, IEntityTypeConfiguration<Track>
{
    public void Configure(EntityTypeBuilder<SpeakersCall> entity) =>
        entity.HasIndex(c => c.EventId).IsUnique().HasFilter("deleted_at IS NULL").HasDatabaseName("ux_speakers_calls_event");

    public void Configure(EntityTypeBuilder<EventCopyright> entity) =>
        entity.HasIndex(c => c.EventId).IsUnique().HasFilter("deleted_at IS NULL").HasDatabaseName("ux_event_copyrights_event");

    public void Configure(EntityTypeBuilder<Track> entity) => entity.Ignore(t => t.FontColor);
}
