using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Program;

/// <summary>
/// The creator and the speakers of a session and the event team invite speakers, and see the invites. The account that has verified the
/// invited address sees its invites and answers them. <see cref="SpeakerInvite.Session"/> and its speakers must be loaded for writing.
/// </summary>
public sealed class SpeakerInvitePolicy : Policy<SpeakerInvite>
{
    protected override Expression<Func<SpeakerInvite, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return i => i.Event.DeletedAt == null && i.Session.DeletedAt == null;
        var (userId, verifiedEmail, managedEventIds) = (actor.UserId, actor.VerifiedEmail, actor.ManagedEventIds);
        return i =>
            i.Event.DeletedAt == null
            && i.Session.DeletedAt == null
            && userId != null
            && (
                managedEventIds.Contains(i.EventId)
                || i.Session.CreatorId == userId
                || (
                    verifiedEmail != null
                    && (
                        i.Email == verifiedEmail
                        || i.Session.Speakers.Any(s => s.Speaker.DeletedAt == null && s.Speaker.Email == verifiedEmail)
                    )
                )
            );
    }

    protected override Decision CreateCore(Actor actor, SpeakerInvite draft) =>
        actor switch
        {
            { IsSignedIn: false, IsStaff: false } => Decision.Deny("Sign in to invite a speaker."),
            { IsVerified: false, IsStaff: false } => Decision.Deny("Verify your e-mail address before you invite anyone."),
            _ => MayInvite(actor, draft),
        };

    protected override Decision DeleteCore(Actor actor, SpeakerInvite current) => MayInvite(actor, current);

    /// <summary>Accepts or rejects the invite. Nobody answers for another person, not even staff.</summary>
    public static Decision Answer(Actor actor, SpeakerInvite invite) =>
        actor switch
        {
            { IsSignedIn: false } => Decision.Deny("Sign in with the invited e-mail address to answer this invite."),
            { IsVerified: false } => Decision.Deny("Verify your e-mail address before you answer an invite."),
            _ => Decision.AllowIf(actor.VerifiedEmail == invite.Email, "This invite is for another e-mail address than yours."),
        };

    private static Decision MayInvite(Actor actor, SpeakerInvite invite) =>
        invite.Session is { } session
            ? SessionPolicy.ChangeSpeakers(actor, session)
            : Decision.Deny("The session of the invite is not known.");
}
