using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Platform;

/// <summary>Rows of module Events that are about a person.</summary>
internal static class PersonalEventRows
{
    private const string Token = "The hash of a secret token.";

    public static IEnumerable<PersonalRows> All =>
        [
            new PersonalRowsOf<UserFavouriteEvent>(p => f => f.UserId == p.Id).Export("favourite-events").Delete(),
            new PersonalRowsOf<UserFollowGroup>(p => f => f.UserId == p.Id).Export("followed-groups").Delete(),
            new PersonalRowsOf<RoleInvite>(p => i => i.Email == p.VerifiedEmail)
                .Export("role-invites")
                .Omit(Token, nameof(RoleInvite.TokenHash))
                .Delete(),
            new PersonalRowsOf<UsersGroupsRole>(p => r => r.UserId == p.Id || r.Email == p.VerifiedEmail)
                .Export("group-roles")
                .Omit(Token, nameof(UsersGroupsRole.TokenHash))
                .Delete(),
            new PersonalRowsOf<Group>(p => g => g.UserId == p.Id)
                .Export("groups")
                .KeepOthers("What a group says about itself. The request has given the groups to another organizer, or deleted them."),
            // The team of an event that is over keeps its owner, as an id: someone must be able to transfer it.
            new PersonalRowsOf<Event>(p => e => p.FullName != null && e.OwnerName == p.FullName && p.OwnedEventIds.Contains(e.Id))
                .NotExported("An event is no personal data. The roles and the names of the events are in the export.")
                .Clear(nameof(Event.OwnerName), nameof(Event.OwnerDescription))
                .Keep("The account that the event is paid to.", nameof(Event.PaypalEmail))
                .KeepOthers("What an event says about itself."),
            new PersonalRowsOf<UsersEventsRole>(p => r => r.UserId == p.Id)
                .Export("event-roles")
                .Delete(_ => r => r.RoleId != Role.OwnerId),
        ];
}
