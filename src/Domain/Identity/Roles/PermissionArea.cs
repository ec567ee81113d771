using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>
/// A kind of content of an event for which <see cref="EventRolePermission"/> says what a role may do. Clients know it as <c>service</c>.
/// </summary>
[TokenModule(TokenModule.Shared)]
public sealed class PermissionArea : Entity
{
    /// <summary>Every name. The row of a name has the id of its position, from 1.</summary>
    public static IReadOnlyList<string> Names { get; } = ["track", "session", "speaker", "sponsor", "microlocation"];

    /// <summary>Unique, one of <see cref="Names"/>.</summary>
    public string Name { get; set; } = "track";
}
