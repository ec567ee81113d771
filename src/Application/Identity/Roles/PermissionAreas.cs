using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The kinds of content in the table of permissions. The wire name is <c>service</c>.</summary>
internal sealed class PermissionAreas : EditableResource<PermissionArea>
{
    public PermissionAreas()
    {
        Type = "service";
        Path = "services";
        Attribute(a => a.Name).Required().OneOf([.. PermissionArea.Names]);
    }

    public override Policy<PermissionArea> Policy { get; } = new StaffEditedPolicy<PermissionArea>();

    public override bool CanCreate => false;

    public override bool CanDelete => false;
}
