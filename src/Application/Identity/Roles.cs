using OpenEvent.Application.Resources;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Identity;

/// <summary>Seven of them are fixed, as the server knows them by name.</summary>
internal sealed class Roles : EditableResource<Role>
{
    public Roles()
    {
        Attribute(r => r.Name).Required().Cleaned(name => name.Trim()).MaxLength(100);
        Attribute(r => r.TitleName).MaxLength(100);
        Before(Verb.Update, (role, changes, _, _) =>
            role.IsFixed && changes.Touches(nameof(Role.Name)) ? throw Fixed("renamed") : Task.CompletedTask
        );
        Before(Verb.Delete, (role, _, _, _) => role.IsFixed ? throw Fixed("deleted") : Task.CompletedTask);
    }

    public override Policy<Role> Policy { get; } = new RolePolicy();

    private static Refused Fixed(string verb) =>
        Refused.Invalid($"The server knows this role by its name: it cannot be {verb}.", "/data/attributes/name");
}
