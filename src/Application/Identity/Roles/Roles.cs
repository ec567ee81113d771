using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Seven of them are fixed, as the server knows them by name.</summary>
internal sealed class Roles : EditableResource<Role>
{
    public Roles()
    {
        Attribute(r => r.Name).Required().Normalized(name => name.Trim()).MaxLength(100);
        Attribute(r => r.TitleName).MaxLength(100);
        Before(WriteOperation.Update, (role, changes, _, _) =>
            role.IsBuiltIn && changes.ContainsAny(nameof(Role.Name)) ? throw BuiltInRoleError("renamed") : Task.CompletedTask
        );
        Before(WriteOperation.Delete, (role, _, _, _) => role.IsBuiltIn ? throw BuiltInRoleError("deleted") : Task.CompletedTask);
    }

    public override Policy<Role> Policy { get; } = new RolePolicy();

    private static RejectedException BuiltInRoleError(string action) =>
        RejectedException.Invalid($"The server knows this role by its name: it cannot be {action}.", "/data/attributes/name");
}
