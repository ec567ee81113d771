namespace OpenEvent.Domain.Identity;

/// <summary>A custom system role opens a panel.</summary>
public sealed class CustomSystemRolePanel
{
    public long CustomSystemRoleId { get; set; }
    public CustomSystemRole CustomSystemRole { get; set; } = null!;
    public long PanelPermissionId { get; set; }
    public PanelPermission PanelPermission { get; set; } = null!;
}
