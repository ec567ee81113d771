using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Their panels are declared with <see cref="PanelPermissions"/>.</summary>
internal sealed class CustomSystemRoles : EditableResource<CustomSystemRole>
{
    public CustomSystemRoles()
    {
        Attribute(r => r.Name).Required().Normalized(name => name.Trim()).MaxLength(100);
    }

    public override Policy<CustomSystemRole> Policy { get; } = new CustomSystemRolePolicy();
}
