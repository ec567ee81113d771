using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Orders the mails about a session, and notes it on the pages of those it concerns (docs/decisions/022).</summary>
internal sealed class SessionNotifier(
    IData data,
    IAuthorization authorization,
    IOutbox outbox,
    IFrontend frontend,
    NotificationWriter notifications
)
{
    /// <summary>Once for each session: a draft that is submitted was never told of before, and what is submitted is never a draft again.</summary>
    public async Task NotifySubmittedAsync(Session session, CancellationToken ct)
    {
        var (e, submitter) = (await GetEventAsync(session, ct), await FindCreatorAsync(session, ct));
        var organizers = await GetOrganizersAsync(session, ct);
        var declined = await data.UserIdsDeclining(session.EventId, n => n.NewPaper).ToListAsync(ct);
        var link = await frontend.LinkAsync($"/events/{Uri.EscapeDataString(e.Identifier)}/sessions/all", ct);
        foreach (var organizer in organizers.Where(o => !declined.Contains(o.UserId)))
            outbox.AddEmail(
                $"{nameof(NewSession)} {session.Id} {organizer.Email}",
                organizer.Email,
                new NewSession(organizer.FullName ?? "", e.Name, session.Title, submitter?.FullName, link)
            );
        await notifications.WriteAsync(NotificationWriter.NewSession, organizers.Select(o => o.UserId), CreateContent(session, e), ct);
    }

    /// <param name="session">In its new state, with its speakers.</param>
    /// <param name="sendEmail">Whether the letters were asked for; the notes are always written.</param>
    /// <returns>Whether anybody is mailed.</returns>
    public async Task<bool> NotifyStateChangedAsync(Session session, SessionState previousState, bool sendEmail, CancellationToken ct)
    {
        if (!SessionTransitions.IsNotified(session.State))
            return false;
        var (e, creator) = (await GetEventAsync(session, ct), await FindCreatorAsync(session, ct));
        var speakers = SpeakersToNotify(session, previousState);
        await WriteNotificationsAsync(session, e, creator, speakers, ct);
        if (!sendEmail)
            return false;

        var recipients = new Dictionary<string, string?>();
        foreach (var speaker in speakers)
            if (speaker.Email is { } address)
                recipients.TryAdd(address, speaker.Name);
        if (creator is not null)
            recipients.TryAdd(creator.Email, creator.FullName);
        if (session.State is SessionState.Accepted or SessionState.Rejected)
            await RemoveDecliningAsync(session, recipients, ct);
        var link = await frontend.LinkAsync("/my-sessions", ct);
        foreach (var (address, name) in recipients)
        {
            // The same state may come again, days later: each change is a letter of its own.
            var key = string.Create(
                CultureInfo.InvariantCulture,
                $"{nameof(SessionStateChange)} {session.Id} {session.LastModifiedAt.UtcTicks} {address}"
            );
            outbox.AddEmail(
                key,
                address,
                new SessionStateChange(name ?? "", e.Name, session.Title, SessionTransitions.ToWireName(session.State), link)
            );
        }

        return recipients.Count > 0;
    }

    /// <summary>
    /// Anybody submits a session and names its speakers. Unless the organizers have wanted it, its submitter does not write to them by our hand: what he takes back is
    /// told to himself.
    /// </summary>
    private List<Speaker> SpeakersToNotify(Session session, SessionState previousState) =>
        [
            .. session
                .Speakers.Select(s => s.Speaker)
                .Where(s =>
                    SessionTransitions.IsPublic(previousState)
                    || authorization.Actor.HasCoorganizerAccess(session.EventId)
                    || SpeakerPolicy.IsOwnProfile(authorization.Actor, s)
                )
                .OrderBy(s => s.Id),
        ];

    /// <summary>Who helps with the event may have said that he wants no mail about decisions, his own sessions' included (docs/decisions/023).</summary>
    private async Task RemoveDecliningAsync(Session session, Dictionary<string, string?> recipients, CancellationToken ct)
    {
        var declined = data.UserIdsDeclining(session.EventId, n => n.SessionAcceptReject);
        foreach (var address in await data.Set<User>().Where(u => declined.Contains(u.Id)).Select(u => u.Email).ToListAsync(ct))
            recipients.Remove(address);
    }

    /// <summary>Nobody is told of what he has done himself. That a speaker withdraws concerns the organizers, who have a hole in their programme.</summary>
    private async Task WriteNotificationsAsync(Session session, Event e, User? creator, List<Speaker> speakers, CancellationToken ct)
    {
        List<string> addresses = [.. speakers.Select(s => s.Email).OfType<string>()];
        List<long> linkedUserIds = [.. speakers.Select(s => s.UserId).OfType<long>()];
        var userIds = await data.Set<User>()
            .Where(u => u.DeletedAt == null && (linkedUserIds.Contains(u.Id) || (u.IsVerified && addresses.Contains(u.Email))))
            .Select(u => u.Id)
            .ToListAsync(ct);
        if (creator is not null)
            userIds.Add(creator.Id);
        if (session.State == SessionState.Withdrawn && !authorization.Actor.HasOrganizerAccess(session.EventId))
            userIds.AddRange((await GetOrganizersAsync(session, ct)).Select(o => o.UserId));
        var content = CreateContent(session, e);
        (content["state"], content["at"]) = (SessionTransitions.ToWireName(session.State), session.LastModifiedAt);
        await notifications.WriteAsync(
            NotificationWriter.SessionStateChange,
            userIds.Where(id => !authorization.Actor.IsUser(id)),
            content,
            ct
        );
    }

    private async Task<List<TeamMember>> GetOrganizersAsync(Session session, CancellationToken ct) =>
        [.. (await data.GetTeamAsync(session.EventId, ct)).Where(m => m.IsOrganizer)];

    private Task<Event> GetEventAsync(Session session, CancellationToken ct) =>
        data.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == session.EventId, ct);

    private Task<User?> FindCreatorAsync(Session session, CancellationToken ct) =>
        data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == session.CreatorId && u.DeletedAt == null, ct);

    private static Dictionary<string, object?> CreateContent(Session session, Event e) =>
        new()
        {
            ["session"] = session.Id,
            ["session_title"] = session.Title,
            ["event_id"] = session.EventId,
            ["event_name"] = e.Name,
        };
}
