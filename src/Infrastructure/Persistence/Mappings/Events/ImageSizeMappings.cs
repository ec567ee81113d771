using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Events;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>The tables with the sizes of pictures, which have one row.</summary>
internal sealed class ImageSizeMappings : IEntityTypeConfiguration<EventImageSize>, IEntityTypeConfiguration<SpeakerImageSize>
{
    public void Configure(EntityTypeBuilder<EventImageSize> builder) =>
        builder.ToTable(table => table.HasCheckConstraint("ck_event_image_sizes_only_row", $"id = {EventImageSize.OnlyId}"));

    public void Configure(EntityTypeBuilder<SpeakerImageSize> builder) =>
        builder.ToTable(table => table.HasCheckConstraint("ck_speaker_image_sizes_only_row", $"id = {SpeakerImageSize.OnlyId}"));
}
