using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

internal sealed class UserPermissions : EditableResource<UserPermission>
{
    public UserPermissions()
    {
        Attribute(p => p.Name).Required().Normalized(name => name.Trim()).MaxLength(100);
        Attribute(p => p.Description).MaxLength(1000);
        Attribute(p => p.UnverifiedUser);
        Attribute(p => p.AnonymousUser);
        Attribute(p => p.DeletedAt);
    }

    public override Policy<UserPermission> Policy { get; } = new UserPermissionPolicy();
}
