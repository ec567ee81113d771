using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The table of what each role may do with each kind of content. Staff edit it.</summary>
internal sealed class EventRolePermissions : EditableResource<EventRolePermission>
{
    /// <summary>Why the policies of the role and of the service are not asked.</summary>
    private const string Reason = "Staff define the roles and areas, and the table of both.";

    public EventRolePermissions()
    {
        Type = "event-role-permissions";
        Path = "event-role-permissions";
        Attribute(p => p.CanCreate);
        Attribute(p => p.CanDelete);
        Attribute(p => p.CanRead);
        Attribute(p => p.CanUpdate);
        BelongsTo(p => p.Role).Required().DecidedByThisEnd(Reason);
        BelongsTo(p => p.Service).Required().DecidedByThisEnd(Reason);
    }

    public override Policy<EventRolePermission> Policy { get; } = new StaffEditedPolicy<EventRolePermission>();

    public override bool CanCreate => false;

    public override bool CanDelete => false;
}
