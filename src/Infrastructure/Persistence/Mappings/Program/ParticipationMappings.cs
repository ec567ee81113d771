using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Program;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>Feedback, favourite sessions, speaker invites, and the sessions of exhibitors.</summary>
internal sealed class ParticipationMappings
    : IEntityTypeConfiguration<Feedback>,
        IEntityTypeConfiguration<UserFavouriteSession>,
        IEntityTypeConfiguration<SpeakerInvite>,
        IEntityTypeConfiguration<ExhibitorSession>
{
    public void Configure(EntityTypeBuilder<Feedback> entity)
    {
        entity.ToTable(t => t.HasCheckConstraint("ck_feedbacks_rating", "rating BETWEEN 1 AND 5"));
        entity.ToTable(t => t.HasCheckConstraint("ck_feedbacks_subject", "event_id IS NOT NULL OR session_id IS NOT NULL"));
        entity
            .HasIndex(f => new { f.SessionId, f.UserId })
            .IsUnique()
            .HasFilter("deleted_at IS NULL AND session_id IS NOT NULL")
            .HasDatabaseName("ux_feedbacks_session");
        entity
            .HasIndex(f => new { f.EventId, f.UserId })
            .IsUnique()
            .HasFilter("deleted_at IS NULL AND session_id IS NULL")
            .HasDatabaseName("ux_feedbacks_event");
        entity.HasOne(f => f.Session).WithMany(s => s.Feedbacks).OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(f => f.Event).WithMany().OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<UserFavouriteSession> entity)
    {
        entity.HasIndex(f => new { f.SessionId, f.UserId }).IsUnique().HasDatabaseName("ux_user_favourite_sessions");
        entity.HasOne(f => f.Session).WithMany(s => s.Favourites).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<SpeakerInvite> entity)
    {
        entity
            .HasIndex(i => new { i.SessionId, i.Email })
            .IsUnique()
            .HasFilter($"status = '{SpeakerInviteStatus.Pending}'")
            .HasDatabaseName("ux_speaker_invites_pending");
        entity.HasIndex(i => i.Email);
        entity.HasOne(i => i.Session).WithMany(s => s.SpeakerInvites).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ExhibitorSession> entity)
    {
        entity.HasKey(x => new { x.ExhibitorId, x.SessionId });
        entity.HasOne(x => x.Session).WithMany().OnDelete(DeleteBehavior.Cascade);
        entity.HasOne(x => x.Exhibitor).WithMany().OnDelete(DeleteBehavior.Cascade);
    }
}
