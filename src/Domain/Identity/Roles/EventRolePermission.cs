using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>What a role may do with a kind of content. Clients show and edit it. No policy reads it.</summary>
[TokenModule(TokenModule.Shared)]
public sealed class EventRolePermission : Entity
{
    public long RoleId { get; set; }

    public Role Role { get; set; } = null!;

    public long ServiceId { get; set; }

    public PermissionArea Service { get; set; } = null!;

    public bool CanCreate { get; set; }

    public bool CanRead { get; set; }

    public bool CanUpdate { get; set; }

    public bool CanDelete { get; set; }

    /// <summary>The rows of a new database: each role that has permissions, in each area.</summary>
    public static IEnumerable<EventRolePermission> CreateDefaults() =>
        from roleId in (long[])
            [Role.OwnerId, Role.OrganizerId, Role.CoorganizerId, Role.TrackOrganizerId, Role.ModeratorId, Role.RegistrarId]
        from area in PermissionArea.Names.Select((name, i) => (Name: name, Id: i + 1L))
        let isFull = roleId is Role.OwnerId or Role.OrganizerId || (roleId == Role.TrackOrganizerId && area.Name == "track")
        select new EventRolePermission
        {
            RoleId = roleId,
            ServiceId = area.Id,
            CanRead = true,
            CanCreate = isFull,
            CanUpdate = isFull || roleId == Role.CoorganizerId,
            CanDelete = isFull,
        };
}
