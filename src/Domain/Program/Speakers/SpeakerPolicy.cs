using System.Linq.Expressions;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Domain.Program;

/// <summary>Everybody reads of the speakers of a published event, but how to reach them is for them and the event's team, who write.</summary>
public sealed class SpeakerPolicy : EventContentPolicy<Speaker>
{
    public static bool IsOwnProfile(Actor actor, Speaker speaker) =>
        actor.IsUser(speaker.UserId) || (actor.VerifiedEmail is { } verifiedEmail && speaker.Email == verifiedEmail);

    public override Expression<Func<Speaker, bool>> Visible(Actor actor)
    {
        if (actor.IsStaff || actor.UserId is not { } userId)
            return base.Visible(actor);
        var managedEventIds = actor.ManagedEventIds;
        return s =>
            (s.Event.State == EventState.Published || managedEventIds.Contains(s.EventId) || s.UserId == userId)
            && s.Event.DeletedAt == null;
    }

    public override bool CanSeePrivate(Actor actor, Speaker row) => actor.HasCoorganizerAccess(row.EventId) || IsOwnProfile(actor, row);

    public override Decision Create(Actor actor, Speaker draft) =>
        actor switch
        {
            { IsSignedIn: false, IsStaff: false } => Decision.Deny("Sign in to become a speaker."),
            _ when actor.HasCoorganizerAccess(draft.EventId) => Decision.Allow,
            _ when draft.IsFeatured => Decision.Deny("The event's team features speakers.", "is-featured"),
            _ when draft.IsEmailOverridden => Decision.Deny("The event's team overrides addresses.", "is-email-overridden"),
            _ => Decision.Allow,
        };

    public override Decision Update(Actor actor, Speaker current, Changes<Speaker> changes) =>
        actor switch
        {
            _ when actor.HasCoorganizerAccess(current.EventId) => Decision.Allow,
            _ when !IsOwnProfile(actor, current) => Decision.Deny("Only the speaker and the event's team change a speaker."),
            _ when changes.Items.FirstOrDefault(c => TeamOnlyFields.Contains(c.Member)) is { } change => Decision.Deny(
                $"The event's team sets {change.Name}.",
                change.Name
            ),
            _ => Decision.Allow,
        };

    public override Decision Delete(Actor actor, Speaker current) =>
        Decision.AllowIf(
            actor.HasCoorganizerAccess(current.EventId) || IsOwnProfile(actor, current),
            reason: "Only the speaker and the event's team delete a speaker."
        );

    private static readonly string[] TeamOnlyFields =
    [
        nameof(Speaker.IsFeatured),
        nameof(Speaker.IsEmailOverridden),
        nameof(Speaker.Order),
        nameof(Speaker.Email),
    ];
}
