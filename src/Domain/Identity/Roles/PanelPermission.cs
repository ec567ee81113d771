using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A panel of the administration pages. Custom system roles give access to it.</summary>
[TokenModule(TokenModule.Platform)]
[ReadOnlyForTokens]
public sealed class PanelPermission : Entity
{
    public string? PanelName { get; set; }
    public bool CanAccess { get; set; } = true;
}
