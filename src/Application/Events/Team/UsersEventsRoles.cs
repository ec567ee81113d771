using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>
/// The roles of users at events. It also declares the relationships between events and users, because module Identity does not know events.
/// </summary>
internal sealed class UsersEventsRoles : Resource<UsersEventsRole>
{
    public UsersEventsRoles()
    {
        Type = "users-events-roles";
        Path = "users-events-roles";
        NotListed();
        BelongsTo(r => r.Event).Fixed().Inverse("roles", isPrivate: true);
        BelongsTo(r => r.Role).DecidedByThisEnd(Roles.UseReason);
        BelongsTo(r => r.User).Fixed();
        UpdatedBy((row, changes) => new UpdateUsersEventsRole(row, changes));
        DeletedBy(row => new DeleteUsersEventsRole(row));
    }

    public override Policy<UsersEventsRole> Policy { get; } = new UsersEventsRolePolicy();

    public override void Connect(ResourceCatalog catalog)
    {
        base.Connect(catalog);
        // The reference server lists the roles under this name, too.
        Add(
            new Through<Event, UsersEventsRole>("users-events-roles", data =>
                data.Set<UsersEventsRole>().Select(r => new Link { From = r.EventId, To = r.Id })
            ).Private()
        );
        // The owner is public if their profile is public. The other team members are private to the team.
        Add(new Through<Event, User>("owner", data => UsersWithRole(data, Role.OwnerId)).One());
        Add(new Through<User, Event>("owner-events", data => EventsWithRole(data, Role.OwnerId)).Private());
        foreach (var (name, role) in TeamRelationships)
        {
            Add(new Through<Event, User>($"{name}s", data => UsersWithRole(data, role)).Private());
            Add(new Through<User, Event>($"{name}-events", data => EventsWithRole(data, role)).Private());
        }

        Add(
            new Through<User, Event>("events", data =>
                data.Set<UsersEventsRole>().Select(r => new Link { From = r.UserId, To = r.EventId })
            ).Private()
        );
        Add(new Through<User, Event>("sales-admin-events", data => EventsWithSystemRole(data, CustomSystemRole.SalesAdminId)).Private());
        Add(new Through<User, Event>("marketer-events", data => EventsWithSystemRole(data, CustomSystemRole.MarketerId)).Private());
        ((Users)catalog.Of<User>()).LoadRolesWith(data =>
            u => data.Set<UsersEventsRole>().Where(r => r.UserId == u.Id).Select(r => r.RoleId).ToList()
        );

        void Add<T, TTarget>(Through<T, TTarget> relationship)
            where T : Entity
            where TTarget : Entity
        {
            var owner = catalog.Of<T>();
            owner.Connect(relationship, catalog);
        }
    }

    private static (string Name, long Role)[] TeamRelationships { get; } =
    [
        ("organizer", Role.OrganizerId),
        ("coorganizer", Role.CoorganizerId),
        ("track-organizer", Role.TrackOrganizerId),
        ("moderator", Role.ModeratorId),
        ("registrar", Role.RegistrarId),
    ];

    private static IQueryable<Link> UsersWithRole(IData data, long role) =>
        data.Set<UsersEventsRole>().Where(r => r.RoleId == role).Select(r => new Link { From = r.EventId, To = r.UserId });

    private static IQueryable<Link> EventsWithRole(IData data, long role) =>
        data.Set<UsersEventsRole>().Where(r => r.RoleId == role).Select(r => new Link { From = r.UserId, To = r.EventId });

    private static IQueryable<Link> EventsWithSystemRole(IData data, long role) =>
        data.Set<UserSystemRole>()
            .Where(r => r.CustomSystemRoleId == role && r.EventId != null)
            .Select(r => new Link { From = r.UserId, To = r.EventId!.Value });
}
