using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OpenEvent.Domain.Program;

namespace OpenEvent.Infrastructure.Persistence.Mappings;

/// <summary>
/// The statistics of each event. Deleted sessions, speakers and sponsors do not count. The lateral queries run for the events that are read
/// only.
/// </summary>
internal sealed class EventStatisticsMapping : IEntityTypeConfiguration<EventStatisticsGeneral>
{
    public void Configure(EntityTypeBuilder<EventStatisticsGeneral> entity) =>
        entity.FromQuery(
            """
            SELECT e.id, e.xmin, e.identifier, t.sessions, t.sessions_accepted, t.sessions_canceled, t.sessions_confirmed,
                t.sessions_draft, t.sessions_pending, t.sessions_rejected, t.sessions_submitted, t.sessions_withdrawn,
                p.speakers, p.speakers_accepted, p.speakers_confirmed, p.speakers_pending, p.speakers_rejected, p.speaker_without_session,
                s.sponsors
            FROM events e
            CROSS JOIN LATERAL (
                SELECT count(*)::int AS sessions,
                    count(*) FILTER (WHERE state = 'Accepted')::int AS sessions_accepted,
                    count(*) FILTER (WHERE state = 'Canceled')::int AS sessions_canceled,
                    count(*) FILTER (WHERE state = 'Confirmed')::int AS sessions_confirmed,
                    count(*) FILTER (WHERE state = 'Draft')::int AS sessions_draft,
                    count(*) FILTER (WHERE state = 'Pending')::int AS sessions_pending,
                    count(*) FILTER (WHERE state = 'Rejected')::int AS sessions_rejected,
                    count(submitted_at)::int AS sessions_submitted,
                    count(*) FILTER (WHERE state = 'Withdrawn')::int AS sessions_withdrawn
                FROM sessions WHERE event_id = e.id AND deleted_at IS NULL) t
            CROSS JOIN LATERAL (
                SELECT count(*)::int AS speakers,
                    count(*) FILTER (WHERE 'Accepted' = ANY (h.states))::int AS speakers_accepted,
                    count(*) FILTER (WHERE 'Confirmed' = ANY (h.states))::int AS speakers_confirmed,
                    count(*) FILTER (WHERE 'Pending' = ANY (h.states))::int AS speakers_pending,
                    count(*) FILTER (WHERE 'Rejected' = ANY (h.states))::int AS speakers_rejected,
                    count(*) FILTER (WHERE cardinality(h.states) = 0)::int AS speaker_without_session
                FROM speakers r CROSS JOIN LATERAL (SELECT ARRAY(
                    SELECT y.state FROM session_speaker x JOIN sessions y ON y.id = x.session_id
                    WHERE x.speaker_id = r.id AND y.deleted_at IS NULL) AS states) h
                WHERE r.event_id = e.id AND r.deleted_at IS NULL) p
            CROSS JOIN LATERAL (
                SELECT count(*)::int AS sponsors FROM sponsors WHERE event_id = e.id AND deleted_at IS NULL) s
            """
        );
}
