using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>The roles at events. The seven built-in roles cannot be renamed or deleted.</summary>
internal sealed class Roles : EditableResource<Role>
{
    /// <summary>Why the policy of a role has no say in its use (<c>DecidedByThisEnd</c>).</summary>
    public const string UseReason = "Staff define the roles; event teams assign them.";

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
        RejectedException.Invalid($"Built-in roles cannot be {action}.", "/data/attributes/name");
}
