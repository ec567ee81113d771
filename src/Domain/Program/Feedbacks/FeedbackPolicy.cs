using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>
/// Anyone sees the feedback about published events and about sessions in their public schedule. Users write and delete their own; feedback
/// about a session comes from the event team, which may also correct it. <see cref="Feedback.Session"/> must be loaded for writing.
/// </summary>
public sealed class FeedbackPolicy : Policy<Feedback>
{
    protected override Expression<Func<Feedback, long?>>? EventOf => f => f.EventId ?? f.Session!.EventId;

    protected override Expression<Func<Feedback, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return f =>
                (f.Event == null || f.Event.DeletedAt == null)
                && (f.Session == null || (f.Session.DeletedAt == null && f.Session.Event.DeletedAt == null));
        var (userId, managedEventIds) = (actor.UserId, actor.ManagedEventIds);
        return f =>
            (
                f.Event == null
                || (
                    f.Event.DeletedAt == null
                    && (f.Event.State == EventState.Published || managedEventIds.Contains(f.Event.Id) || f.UserId == userId)
                )
            )
            && (
                f.Session == null
                || (
                    f.Session.DeletedAt == null
                    && f.Session.Event.DeletedAt == null
                    && (
                        managedEventIds.Contains(f.Session.EventId)
                        || f.UserId == userId
                        || (
                            f.Session.Event.State == EventState.Published
                            && (f.Session.State == SessionState.Accepted || f.Session.State == SessionState.Confirmed)
                        )
                    )
                )
            );
    }

    protected override Decision CreateCore(Actor actor, Feedback draft) =>
        actor switch
        {
            { IsSignedIn: false } => Decision.Deny("Sign in to give feedback."),
            _ when !actor.IsUser(draft.UserId) => Decision.Deny("You may give feedback only as yourself.", "user"),
            _ when draft.SessionId is null => Decision.Allow,
            _ => Decision.AllowIf(IsTeamOfSession(actor, draft), "Only the event team may rate a session.", "session"),
        };

    protected override Decision UpdateCore(Actor actor, Feedback current, Changes<Feedback> changes) =>
        Decision.AllowIf(
            actor.IsStaff || actor.IsUser(current.UserId) || IsTeamOfSession(actor, current),
            "Only the author may change feedback, and the event team that about its sessions."
        );

    protected override Decision DeleteCore(Actor actor, Feedback current) =>
        Decision.AllowIf(actor.IsStaff || actor.IsUser(current.UserId), "Only the author may delete feedback.");

    private static bool IsTeamOfSession(Actor actor, Feedback feedback) =>
        feedback.Session is { } session && actor.HasCoorganizerAccess(session.EventId);
}
