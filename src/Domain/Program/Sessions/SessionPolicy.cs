using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>
/// Anyone sees accepted and confirmed sessions of published events. Other sessions are visible to their creator, their speakers, those
/// who have an open invite to speak, and the event team. <see cref="Session.Speakers"/> must be loaded for writing: speakers that are not
/// loaded are denied.
/// </summary>
public sealed class SessionPolicy : Policy<Session>
{
    /// <summary>Fields that only the event team sets.</summary>
    private static readonly string[] TeamOnlyFields = [nameof(Session.IsMailSent), nameof(Session.StartsAt), nameof(Session.EndsAt)];

    protected override Expression<Func<Session, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return s => s.Event.DeletedAt == null;
        if (actor.UserId is not { } userId)
            return s =>
                s.Event.DeletedAt == null
                && s.Event.State == EventState.Published
                && (s.State == SessionState.Accepted || s.State == SessionState.Confirmed);
        var verifiedEmail = actor.VerifiedEmail;
        var managedEventIds = actor.ManagedEventIds;
        return s =>
            s.Event.DeletedAt == null
            && (
                managedEventIds.Contains(s.EventId)
                || (s.Event.State == EventState.Published && (s.State == SessionState.Accepted || s.State == SessionState.Confirmed))
                || s.CreatorId == userId
                || s.Speakers.Any(x => x.Speaker.DeletedAt == null && verifiedEmail != null && x.Speaker.Email == verifiedEmail)
                || s.SpeakerInvites.Any(i =>
                    i.Status == SpeakerInviteStatus.Pending
                    && verifiedEmail != null
                    && i.Email == verifiedEmail
                    && i.ExpiresAt > DatabaseClock.Now()
                )
            );
    }

    /// <summary>
    /// The sessions whose ratings the actor sees, as <see cref="FeedbackPolicy"/> shows the feedback: before a session is accepted, its
    /// author and its speakers do not.
    /// </summary>
    public static Expression<Func<Session, bool>> ShowsRatings(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (!actor.IsSignedIn)
            return s => s.State == SessionState.Accepted || s.State == SessionState.Confirmed;
        var managedEventIds = actor.ManagedEventIds;
        return s => managedEventIds.Contains(s.EventId) || s.State == SessionState.Accepted || s.State == SessionState.Confirmed;
    }

    protected override bool CanSeePrivateCore(Actor actor, Session row) =>
        actor.HasCoorganizerAccess(row.EventId) || IsOwnSession(actor, row);

    protected override Expression<Func<Session, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (actor.UserId is not { } userId)
            return null;
        var verifiedEmail = actor.VerifiedEmail;
        var managedEventIds = actor.ManagedEventIds;
        return s =>
            s.CreatorId == userId
            || managedEventIds.Contains(s.EventId)
            || (verifiedEmail != null && s.Speakers.Any(x => x.Speaker.DeletedAt == null && x.Speaker.Email == verifiedEmail));
    }

    protected override Decision CreateCore(Actor actor, Session draft) =>
        actor switch
        {
            { IsSignedIn: false, IsStaff: false } => Decision.Deny("Sign in to submit a session."),
            _ when actor.HasOrganizerAccess(draft.EventId) => Decision.Allow,
            _ when draft.IsLocked => Decision.Deny("Only organizers may lock sessions.", "is-locked"),
            _ when draft.State is not (SessionState.Draft or SessionState.Pending) => Decision.Deny(
                "A new session must be draft or pending. Organizers decide on it later.",
                "state"
            ),
            _ => Decision.Allow,
        };

    protected override Decision UpdateCore(Actor actor, Session current, Changes<Session> changes) =>
        actor switch
        {
            _ when !actor.HasCoorganizerAccess(current.EventId) && !IsOwnSession(actor, current) => Decision.Deny(
                "Only the speakers, the creator and the event team may change a session."
            ),
            _ when changes.IsEmpty => Decision.Allow,
            _ when !CheckStateChange(actor, current, changes).IsAllowed => CheckStateChange(actor, current, changes),
            _ when actor.HasOrganizerAccess(current.EventId) => Decision.Allow,
            _ when current.IsLocked => Decision.Deny("The session is locked. Only organizers may change it."),
            _ when changes.ContainsAny(nameof(Session.IsLocked)) => Decision.Deny("Only organizers may lock sessions.", "is-locked"),
            _ when actor.HasCoorganizerAccess(current.EventId) => Decision.Allow,
            _ when changes.Items.FirstOrDefault(c => TeamOnlyFields.Contains(c.Member)) is { } change => Decision.Deny(
                $"Only the event team may change {change.Name}.",
                change.Name
            ),
            _ => Decision.Allow,
        };

    protected override Decision DeleteCore(Actor actor, Session current) =>
        actor switch
        {
            _ when !actor.HasCoorganizerAccess(current.EventId) && !IsOwnSession(actor, current) => Decision.Deny(
                "Only the speakers, the creator and the event team may delete a session."
            ),
            _ when current.IsLocked && !actor.HasOrganizerAccess(current.EventId) => Decision.Deny(
                "The session is locked. Only organizers may delete it."
            ),
            _ => Decision.Allow,
        };

    /// <summary>The speakers of a session change like its fields: never by strangers, and by organizers only while it is locked.</summary>
    protected override Decision LinkCore(Actor actor, Session row, RowLink link) => ChangeSpeakers(actor, row);

    /// <inheritdoc cref="LinkCore" />
    internal static Decision ChangeSpeakers(Actor actor, Session row) =>
        actor switch
        {
            _ when !actor.HasCoorganizerAccess(row.EventId) && !IsOwnSession(actor, row) => Decision.Deny(
                "Only the speakers, the creator and the event team may change a session."
            ),
            _ when row.IsLocked && !actor.HasOrganizerAccess(row.EventId) => Decision.Deny(
                "The session is locked. Only organizers may change it."
            ),
            _ => Decision.Allow,
        };

    /// <summary>Who may have e-mails about the state of the session sent. <see cref="Session.Speakers"/> must be loaded.</summary>
    public static Decision Notify(Actor actor, Session session) =>
        Decision.AllowIf(
            actor.HasCoorganizerAccess(session.EventId) || IsOwnSession(actor, session),
            "Only the speakers, the creator and the event team may send e-mails about a session."
        );

    private static Decision CheckStateChange(Actor actor, Session current, Changes<Session> changes) =>
        !changes.TryGet<SessionState>(nameof(Session.State), out var to)
        || SessionTransitions.IsAllowed(actor.HasOrganizerAccess(current.EventId), current.State, to)
            ? Decision.Allow
            : Decision.Deny(
                $"You cannot change a session from {SessionTransitions.ToWireName(current.State)} to {SessionTransitions.ToWireName(to)}.",
                "state"
            );

    private static bool IsOwnSession(Actor actor, Session session) =>
        actor.IsUser(session.CreatorId)
        || session.Speakers.Any(s => s.Speaker.DeletedAt is null && SpeakerPolicy.IsOwnProfile(actor, s.Speaker));
}
