using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

internal sealed class PanelPermissions : EditableResource<PanelPermission>
{
    public PanelPermissions()
    {
        Attribute(p => p.PanelName).MaxLength(100);
        Attribute(p => p.CanAccess);
        ManyToMany<CustomSystemRole, CustomSystemRolePanel>("custom-system-roles", j => j.PanelPermissionId, j => j.CustomSystemRoleId)
            .Inverse("panel-permissions");
    }

    public override Policy<PanelPermission> Policy { get; } = new PanelPermissionPolicy();
}
