namespace OpenEvent.Domain.Identity;

/// <summary>Links a custom system role to a panel that it gives access to.</summary>
public sealed class CustomSystemRolePanel
{
    public long CustomSystemRoleId { get; set; }
    public CustomSystemRole CustomSystemRole { get; set; } = null!;
    public long PanelPermissionId { get; set; }
    public PanelPermission PanelPermission { get; set; } = null!;
}
