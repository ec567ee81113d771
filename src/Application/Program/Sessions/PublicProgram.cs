using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>The sessions that everyone may see.</summary>
internal static class PublicProgram
{
    public static IQueryable<Session> InPublicProgram(this IQueryable<Session> sessions, long eventId) =>
        sessions.Where(s =>
            s.EventId == eventId && s.DeletedAt == null && (s.State == SessionState.Accepted || s.State == SessionState.Confirmed)
        );
}
