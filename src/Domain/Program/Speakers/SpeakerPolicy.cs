using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>
/// Anyone sees the speakers of a published event. Their contact data is visible to the speakers themselves and the event team, who also
/// change the profiles.
/// </summary>
public sealed class SpeakerPolicy : EventContentPolicy<Speaker>
{
    /// <summary>
    /// Whether the speaker is the actor: the account that has verified the speaker's e-mail address. So the profile follows the address,
    /// and an account that added the profile of another person has no rights to it.
    /// </summary>
    public static bool IsOwnProfile(Actor actor, Speaker speaker) =>
        actor.VerifiedEmail is { } verifiedEmail && speaker.Email == verifiedEmail;

    protected override Expression<Func<Speaker, bool>> VisibleCore(Actor actor)
    {
        if (actor.IsStaff || actor.VerifiedEmail is not { } verifiedEmail)
            return base.VisibleCore(actor);
        var managedEventIds = actor.ManagedEventIds;
        return s =>
            (s.Event.State == EventState.Published || managedEventIds.Contains(s.EventId) || s.Email == verifiedEmail)
            && s.Event.DeletedAt == null;
    }

    protected override bool CanSeePrivateCore(Actor actor, Speaker row) =>
        actor.HasCoorganizerAccess(row.EventId) || IsOwnProfile(actor, row);

    protected override Expression<Func<Speaker, bool>>? PrivateToCore(Actor actor)
    {
        if (actor.IsStaff)
            return _ => true;
        if (!actor.IsSignedIn)
            return null;
        var verifiedEmail = actor.VerifiedEmail;
        var managedEventIds = actor.ManagedEventIds;
        return s => (verifiedEmail != null && s.Email == verifiedEmail) || managedEventIds.Contains(s.EventId);
    }

    protected override Decision CreateCore(Actor actor, Speaker draft) =>
        actor switch
        {
            { IsSignedIn: false, IsStaff: false } => Decision.Deny("Sign in to add a speaker."),
            _ when actor.HasCoorganizerAccess(draft.EventId) => Decision.Allow,
            _ when draft.IsFeatured => Decision.Deny("Only the event team may feature speakers.", "is-featured"),
            _ when draft.IsEmailOverridden => Decision.Deny("Only the event team may override e-mail addresses.", "is-email-overridden"),
            _ => Decision.Allow,
        };

    protected override Decision UpdateCore(Actor actor, Speaker current, Changes<Speaker> changes) =>
        actor switch
        {
            _ when actor.HasCoorganizerAccess(current.EventId) => Decision.Allow,
            _ when !IsOwnProfile(actor, current) => Decision.Deny("Only the speaker and the event team may change a speaker."),
            _ when changes.Items.FirstOrDefault(c => TeamOnlyFields.Contains(c.Member)) is { } change => Decision.Deny(
                $"Only the event team may change {change.Name}.",
                change.Name
            ),
            _ => Decision.Allow,
        };

    protected override Decision DeleteCore(Actor actor, Speaker current) =>
        Decision.AllowIf(
            actor.HasCoorganizerAccess(current.EventId) || IsOwnProfile(actor, current),
            reason: "Only the speaker and the event team may delete a speaker."
        );

    /// <summary>Nobody is made the speaker of a session without their consent or the event team's.</summary>
    protected override Decision LinkCore(Actor actor, Speaker row, RowLink link) =>
        Decision.AllowIf(
            actor.HasCoorganizerAccess(row.EventId) || IsOwnProfile(actor, row),
            reason: "Only the speaker, with a verified e-mail address, and the event team may add a speaker to a session."
        );

    /// <summary>Speakers leave a session; its creator removes any speaker from it.</summary>
    protected override Decision UnlinkCore(Actor actor, Speaker row, RowLink link) =>
        Decision.AllowIf(
            actor.HasCoorganizerAccess(row.EventId)
                || IsOwnProfile(actor, row)
                || (link.Other is Session session && actor.IsUser(session.CreatorId)),
            reason: "Only the speaker, the creator of the session and the event team may remove a speaker from a session."
        );

    private static readonly string[] TeamOnlyFields =
    [
        nameof(Speaker.IsFeatured),
        nameof(Speaker.IsEmailOverridden),
        nameof(Speaker.Order),
        nameof(Speaker.Email),
    ];
}
