using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;
using OpenEvent.Domain.Events;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

internal sealed class EventMapping : IEntityTypeConfiguration<Event>
{
    /// <summary>
    /// The words of an event's name (A), place (B) and owner's name (C). All texts are short, so the vector is read with the row; the one
    /// of all texts (migration AddEventSearch) is stored apart, and reading it costs more than the rest of a search.
    /// </summary>
    private const string HeadingVector = """
        setweight(to_tsvector('simple'::regconfig, coalesce(event_search_text(name), '')), 'A')
        || setweight(
            to_tsvector(
                'simple'::regconfig,
                coalesce(event_search_text(location_name), '') || ' ' || coalesce(event_search_text(searchable_location_name), '')
            ),
            'B'
        )
        || setweight(to_tsvector('simple'::regconfig, coalesce(event_search_text(owner_name), '')), 'C')
        """;

    public void Configure(EntityTypeBuilder<Event> builder)
    {
        builder.HasIndex(e => e.Identifier).IsUnique().HasDatabaseName("ux_events_identifier");
        builder
            .Property<NpgsqlTsVector>(nameof(HeadingVector))
            .IsRequired()
            .HasColumnName("heading_vector")
            .HasComputedColumnSql(HeadingVector, stored: true);
        builder.HasIndex(nameof(HeadingVector)).HasMethod("gin").HasDatabaseName("ix_events_heading_vector");
        builder.HasIndex(e => new { e.State, e.Id }).HasDatabaseName("ix_events_public").HasFilter("deleted_at IS NULL");
    }
}

internal sealed class EventTypeMapping : IEntityTypeConfiguration<EventType>
{
    public void Configure(EntityTypeBuilder<EventType> builder) =>
        builder.HasIndex(t => t.Slug).IsUnique().HasDatabaseName("ux_event_types_slug").HasFilter("deleted_at IS NULL");
}

internal sealed class EventTopicMapping : IEntityTypeConfiguration<EventTopic>
{
    public void Configure(EntityTypeBuilder<EventTopic> builder) =>
        builder.HasIndex(t => t.Slug).IsUnique().HasDatabaseName("ux_event_topics_slug").HasFilter("deleted_at IS NULL");
}

internal sealed class EventSubTopicMapping : IEntityTypeConfiguration<EventSubTopic>
{
    public void Configure(EntityTypeBuilder<EventSubTopic> builder) =>
        builder.HasIndex(t => new { t.EventTopicId, t.Slug }).IsUnique().HasDatabaseName("ux_event_sub_topics_slug");
}

internal sealed class EmailNotificationMapping : IEntityTypeConfiguration<EmailNotification>
{
    public void Configure(EntityTypeBuilder<EmailNotification> builder) =>
        builder
            .HasIndex(n => new { n.UserId, n.EventId })
            .IsUnique()
            .HasDatabaseName("ux_email_notifications_user_event")
            .HasFilter("deleted_at IS NULL");
}

internal sealed class CustomPlaceholderMapping : IEntityTypeConfiguration<CustomPlaceholder>
{
    public void Configure(EntityTypeBuilder<CustomPlaceholder> builder)
    {
        builder.HasIndex(p => p.EventSubTopicId).IsUnique().HasDatabaseName("ux_custom_placeholders_event_sub_topic");
        builder.HasOne(p => p.EventSubTopic).WithMany().OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class EventLocationMapping : IEntityTypeConfiguration<EventLocation>
{
    public void Configure(EntityTypeBuilder<EventLocation> builder) =>
        builder.HasIndex(l => l.Slug).IsUnique().HasDatabaseName("ux_event_locations_slug");
}
