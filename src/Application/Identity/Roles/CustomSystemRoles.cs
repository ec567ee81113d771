using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Custom system roles. <see cref="PanelPermissions"/> declares the relationship to their panels.</summary>
internal sealed class CustomSystemRoles : EditableResource<CustomSystemRole>
{
    public CustomSystemRoles()
    {
        Attribute(r => r.Name).Required().Normalized(name => name.Trim()).MaxLength(100);
    }

    public override Policy<CustomSystemRole> Policy { get; } = new CustomSystemRolePolicy();
}
