using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A role on the platform, such as "Sales Admin", that opens panels of the administration's pages.</summary>
public sealed class CustomSystemRole : Entity
{
    public string Name { get; set; } = "";
}
