using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;
using OpenEvent.Domain.Program;

namespace OpenEvent.Application.Program;

/// <summary>Queues the e-mails about a session and writes the notifications of the users concerned (docs/decisions/022).</summary>
internal sealed class SessionNotifier(
    IData data,
    IAuthorization authorization,
    IOutbox outbox,
    IFrontend frontend,
    EmailLimiter emailLimiter,
    NotificationWriter notifications
)
{
    /// <summary>
    /// Call once per session, when it is submitted. A submitted session never becomes a draft again. Anyone can submit sessions to any
    /// event, so the e-mails count towards the limits of a submitter who is not in its team.
    /// </summary>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public async Task NotifySubmittedAsync(Session session, CancellationToken ct)
    {
        if (!authorization.Actor.IsStaff && !authorization.Actor.Roles.Any(r => r.EventId == session.EventId))
            await emailLimiter.CountSenderAsync("session submission", ct);
        var e = await GetEventAsync(session, ct);
        var submitter = await FindCreatorAsync(session, ct);
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
    /// <param name="sendEmail">Whether e-mails were requested. Notifications are written in any case.</param>
    /// <returns>Whether at least one e-mail was queued.</returns>
    public async Task<bool> NotifyStateChangedAsync(Session session, SessionState previousState, bool sendEmail, CancellationToken ct)
    {
        if (!SessionTransitions.IsNotified(session.State))
            return false;
        var e = await GetEventAsync(session, ct);
        var creator = await FindCreatorAsync(session, ct);
        var speakers = SpeakersToNotify(session, previousState);
        await WriteNotificationsAsync(session, e, creator, speakers, ct);
        if (!sendEmail)
            return false;

        var recipients = CollectRecipients(speakers, creator);
        if (session.State is SessionState.Accepted or SessionState.Rejected)
            await RemoveDecliningAsync(session, recipients, n => n.SessionAcceptReject, ct);
        var link = await frontend.LinkAsync("/my-sessions", ct);
        // A session may reach the same state again later. The time of the change makes the key unique for each change.
        Queue(session, e, recipients, session.LastModifiedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), link, message: null);
        return recipients.Count > 0;
    }

    /// <summary>
    /// E-mails the state of a session again. If the sender wrote texts, they replace the subject and the text (docs/decisions/040). Such
    /// an e-mail, and each copy, counts towards the limits of its recipient and its sender.
    /// </summary>
    /// <param name="session">With its speakers.</param>
    /// <param name="copies">Addresses outside the session that get the e-mail too.</param>
    /// <exception cref="RejectedException">TooManyRequests.</exception>
    public async Task SendStateAsync(Session session, SessionMessage message, IReadOnlyCollection<string> copies, CancellationToken ct)
    {
        var e = await GetEventAsync(session, ct);
        var creator = await FindCreatorAsync(session, ct);
        // Anyone can register with the address of another person and submit a session.
        var recipients = CollectRecipients(SpeakersToNotify(session, session.State), creator is { IsVerified: true } ? creator : null);
        foreach (var address in copies)
            recipients.TryAdd(address, null);
        foreach (var address in message.HasOwnText ? [.. recipients.Keys] : copies)
            await emailLimiter.CountAsync("session message", address, ct);
        var link = await frontend.LinkAsync("/my-sessions", ct);
        Queue(session, e, recipients, $"{Guid.NewGuid():n}", link, message);
    }

    /// <param name="key">Distinguishes the e-mails about a session to the same address.</param>
    /// <param name="message">The texts of the sender, if there are any.</param>
    private void Queue(
        Session session,
        Event e,
        IReadOnlyDictionary<string, string?> recipients,
        string key,
        string link,
        SessionMessage? message
    )
    {
        foreach (var (address, name) in recipients)
        {
            var email = new SessionStateChange(name ?? "", e.Name, session.Title, SessionTransitions.ToWireName(session.State), link);
            outbox.AddEmail(
                string.Create(CultureInfo.InvariantCulture, $"{nameof(SessionStateChange)} {session.Id} {key} {address}"),
                address,
                message?.ApplyTo(email) ?? email
            );
        }
    }

    /// <summary>E-mails the new time and room of a session of a published schedule, once for each time and room.</summary>
    /// <param name="session">With its speakers.</param>
    public async Task SendScheduleAsync(Session session, CancellationToken ct)
    {
        if (session.StartsAt is not { } start || !SessionTransitions.IsPublic(session.State))
            return;
        var e = await GetEventAsync(session, ct);
        if (e.SchedulePublishedOn is null || e.State != EventState.Published)
            return;
        var recipients = CollectRecipients(SpeakersToNotify(session, session.State), await FindCreatorAsync(session, ct));
        await RemoveDecliningAsync(session, recipients, n => n.SessionSchedule, ct);
        var room = await data.Set<Microlocation>().Where(m => m.Id == session.MicrolocationId).Select(m => m.Name).SingleOrDefaultAsync(ct);
        var link = await frontend.LinkAsync("/my-sessions", ct);
        foreach (var (address, name) in recipients)
        {
            var key = string.Create(
                CultureInfo.InvariantCulture,
                $"{nameof(SessionSchedule)} {session.Id} {start.UtcTicks} {session.MicrolocationId} {address}"
            );
            outbox.AddEmail(key, address, new SessionSchedule(name ?? "", e.Name, session.Title, start, e.Timezone, room, link));
        }
    }

    private static Dictionary<string, string?> CollectRecipients(List<Speaker> speakers, User? creator)
    {
        var recipients = new Dictionary<string, string?>();
        foreach (var speaker in speakers)
            if (speaker.Email is { } address)
                recipients.TryAdd(address, speaker.Name);
        if (creator is not null)
            recipients.TryAdd(creator.Email, creator.FullName);
        return recipients;
    }

    /// <summary>
    /// Anyone can submit a session and name its speakers. To prevent spam, submitters cannot make the server write to other speakers of a
    /// session that the organizers have not accepted: then only the submitters' own speaker profiles are notified.
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

    /// <summary>
    /// Removes members of the event team who switched off e-mails of this kind. This includes e-mails about their own sessions
    /// (docs/decisions/023).
    /// </summary>
    private async Task RemoveDecliningAsync(
        Session session,
        Dictionary<string, string?> recipients,
        Expression<Func<EmailNotification, bool?>> preference,
        CancellationToken ct
    )
    {
        var declined = data.UserIdsDeclining(session.EventId, preference);
        foreach (var address in await data.Set<User>().Where(u => declined.Contains(u.Id)).Select(u => u.Email).ToListAsync(ct))
            recipients.Remove(address);
    }

    /// <summary>
    /// Users are not notified of their own actions. Organizers are notified of a withdrawal, because it leaves a gap in the programme.
    /// </summary>
    private async Task WriteNotificationsAsync(Session session, Event e, User? creator, List<Speaker> speakers, CancellationToken ct)
    {
        List<string> addresses = [.. speakers.Select(s => s.Email).OfType<string>()];
        var userIds = await data.Set<User>()
            .Where(u => u.DeletedAt == null && u.IsVerified && addresses.Contains(u.Email))
            .Select(u => u.Id)
            .ToListAsync(ct);
        if (creator is not null)
            userIds.Add(creator.Id);
        if (session.State == SessionState.Withdrawn && !authorization.Actor.HasOrganizerAccess(session.EventId))
            userIds.AddRange((await GetOrganizersAsync(session, ct)).Select(o => o.UserId));
        var content = CreateContent(session, e);
        content["state"] = SessionTransitions.ToWireName(session.State);
        content["at"] = session.LastModifiedAt;
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
