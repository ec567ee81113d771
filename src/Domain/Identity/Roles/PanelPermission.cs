using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>A panel of the administration's pages, which custom system roles open.</summary>
public sealed class PanelPermission : Entity
{
    public string? PanelName { get; set; }
    public bool CanAccess { get; set; } = true;
}
