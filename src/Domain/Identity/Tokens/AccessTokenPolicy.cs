using System.Linq.Expressions;
using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>
/// Users see, name and delete their own tokens, organizers those of the service accounts of their event, and staff all. Nobody makes a
/// token for another person. Tokens that a change of the password or the like has ended are not shown. <see cref="AccessToken.User"/> must
/// be loaded for writing.
/// </summary>
public sealed class AccessTokenPolicy : Policy<AccessToken>
{
    protected override Expression<Func<AccessToken, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff)
            return t => t.Epoch == t.User.TokenEpoch;
        var (userId, eventIds) = (actor.UserId, actor.OrganizedEventIds);
        return t =>
            t.Epoch == t.User.TokenEpoch
            && userId != null
            && (t.UserId == userId || (t.User.OwningEventId != null && eventIds.Contains(t.User.OwningEventId.Value)));
    }

    protected override Decision ListCore(Actor actor) => Decision.AllowIf(actor.IsSignedIn, "Sign in to see your tokens.");

    protected override Decision CreateCore(Actor actor, AccessToken draft) =>
        actor switch
        {
            { IsSignedIn: false } => Decision.Deny("Sign in to create a token."),
            _ when actor.IsUser(draft.UserId) => Decision.AllowIf(
                actor.IsVerified,
                "Verify your e-mail address before you create a token."
            ),
            _ => Decision.AllowIf(
                ManagesServiceAccount(actor, draft.User) && !IsOrganizerOnlyByGroup(actor, draft.User),
                "A token is for your own account, or for a service account of an event whose team made you an organizer.",
                "user"
            ),
        };

    /// <summary>Only the name changes: what a token may do is fixed when it is made.</summary>
    protected override Decision UpdateCore(Actor actor, AccessToken current, Changes<AccessToken> changes) =>
        OwnerOnly(actor, current)
            .And(() =>
                changes.FirstNameNotIn(nameof(AccessToken.Name)) is { } field
                    ? Decision.Deny("Only the name of a token can be changed. Create a new one.", field)
                    : Decision.Allow
            );

    protected override Decision DeleteCore(Actor actor, AccessToken current) => OwnerOnly(actor, current);

    private static Decision OwnerOnly(Actor actor, AccessToken token) =>
        Decision.AllowIf(
            actor.IsStaff || actor.IsUser(token.UserId) || ManagesServiceAccount(actor, token.User),
            "This token belongs to another account."
        );

    /// <summary>Whose access ends with the group, and so must not leave a token behind.</summary>
    private static bool IsOrganizerOnlyByGroup(Actor actor, User? user) =>
        user?.OwningEventId is { } eventId && actor.IsOrganizerOnlyByGroup(eventId);

    /// <summary>Organizers of the event that owns the service account, and staff.</summary>
    private static bool ManagesServiceAccount(Actor actor, User? user) =>
        user is { IsServiceAccount: true } && (actor.IsStaff || (user.OwningEventId is { } eventId && actor.HasOrganizerAccess(eventId)));
}
