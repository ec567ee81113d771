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
internal sealed class SessionMails(IData data, IGate gate, IOutbox outbox, IFrontend frontend, Notes notes)
{
    /// <summary>Once for each session: a draft that is submitted was never told of before, and what is submitted is never a draft again.</summary>
    public async Task SubmittedAsync(Session session, CancellationToken ct)
    {
        var (e, submitter) = (await EventOfAsync(session, ct), await CreatorOfAsync(session, ct));
        var organizers = await OrganizersAsync(session, ct);
        var declined = await data.Declined(session.EventId, n => n.NewPaper).ToListAsync(ct);
        var link = await frontend.LinkAsync($"/events/{Uri.EscapeDataString(e.Identifier)}/sessions/all", ct);
        foreach (var one in organizers.Where(o => !declined.Contains(o.UserId)))
            outbox.AddLetter(
                $"{nameof(NewSession)} {session.Id} {one.Email}",
                one.Email,
                new NewSession(one.FullName ?? "", e.Name, session.Title, submitter?.FullName, link)
            );
        await notes.TellAsync(Notes.NewSession, organizers.Select(o => o.UserId), About(session, e), ct);
    }

    /// <param name="session">In its new state, with its speakers.</param>
    /// <param name="byMail">Whether the letters were asked for; the notes are always written.</param>
    /// <returns>Whether anybody is mailed.</returns>
    public async Task<bool> StateChangedAsync(Session session, SessionState before, bool byMail, CancellationToken ct)
    {
        if (!SessionTransitions.IsTold(session.State))
            return false;
        var (e, creator) = (await EventOfAsync(session, ct), await CreatorOfAsync(session, ct));
        var speakers = SpeakersToTell(session, before);
        await NoteAsync(session, e, creator, speakers, ct);
        if (!byMail)
            return false;

        var people = new Dictionary<string, string?>();
        foreach (var speaker in speakers)
            if (speaker.Email is { } address)
                people.TryAdd(address, speaker.Name);
        if (creator is not null)
            people.TryAdd(creator.Email, creator.FullName);
        if (session.State is SessionState.Accepted or SessionState.Rejected)
            await LeaveOutDecliningAsync(session, people, ct);
        var link = await frontend.LinkAsync("/my-sessions", ct);
        foreach (var (address, name) in people)
        {
            // The same state may come again, days later: each change is a letter of its own.
            var key = string.Create(
                CultureInfo.InvariantCulture,
                $"{nameof(SessionStateChange)} {session.Id} {session.LastModifiedAt.UtcTicks} {address}"
            );
            outbox.AddLetter(
                key,
                address,
                new SessionStateChange(name ?? "", e.Name, session.Title, SessionTransitions.Word(session.State), link)
            );
        }

        return people.Count > 0;
    }

    /// <summary>
    /// Anybody submits a session and names its speakers. Unless the organizers have wanted it, its submitter does not write to them by our hand: what he takes back is
    /// told to himself.
    /// </summary>
    private List<Speaker> SpeakersToTell(Session session, SessionState before) =>
        [
            .. session
                .Speakers.Select(s => s.Speaker)
                .Where(s =>
                    SessionTransitions.IsPublic(before) || gate.Actor.Runs(session.EventId) || SpeakerPolicy.IsHimself(gate.Actor, s)
                )
                .OrderBy(s => s.Id),
        ];

    /// <summary>Who helps with the event may have said that he wants no mail about decisions, his own sessions' included (docs/decisions/023).</summary>
    private async Task LeaveOutDecliningAsync(Session session, Dictionary<string, string?> people, CancellationToken ct)
    {
        var declined = data.Declined(session.EventId, n => n.SessionAcceptReject);
        foreach (var address in await data.Set<User>().Where(u => declined.Contains(u.Id)).Select(u => u.Email).ToListAsync(ct))
            people.Remove(address);
    }

    /// <summary>Nobody is told of what he has done himself. That a speaker withdraws concerns the organizers, who have a hole in their programme.</summary>
    private async Task NoteAsync(Session session, Event e, User? creator, List<Speaker> speakers, CancellationToken ct)
    {
        List<string> addresses = [.. speakers.Select(s => s.Email).OfType<string>()];
        List<long> linked = [.. speakers.Select(s => s.UserId).OfType<long>()];
        var users = await data.Set<User>()
            .Where(u => u.DeletedAt == null && (linked.Contains(u.Id) || (u.IsVerified && addresses.Contains(u.Email))))
            .Select(u => u.Id)
            .ToListAsync(ct);
        if (creator is not null)
            users.Add(creator.Id);
        if (session.State == SessionState.Withdrawn && !gate.Actor.Organizes(session.EventId))
            users.AddRange((await OrganizersAsync(session, ct)).Select(o => o.UserId));
        var about = About(session, e);
        (about["state"], about["at"]) = (SessionTransitions.Word(session.State), session.LastModifiedAt);
        await notes.TellAsync(Notes.SessionStateChange, users.Where(id => !gate.Actor.Is(id)), about, ct);
    }

    private async Task<List<TeamMember>> OrganizersAsync(Session session, CancellationToken ct) =>
        [.. (await data.TeamOfAsync(session.EventId, ct)).Where(m => m.Organizes)];

    private Task<Event> EventOfAsync(Session session, CancellationToken ct) =>
        data.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == session.EventId, ct);

    private Task<User?> CreatorOfAsync(Session session, CancellationToken ct) =>
        data.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.Id == session.CreatorId && u.DeletedAt == null, ct);

    private static Dictionary<string, object?> About(Session session, Event e) =>
        new()
        {
            ["session"] = session.Id,
            ["session_title"] = session.Title,
            ["event_id"] = session.EventId,
            ["event_name"] = e.Name,
        };
}
