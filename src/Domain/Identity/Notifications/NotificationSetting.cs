using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Whether the server writes notifications of one kind. The server creates a row for each kind; staff change it.</summary>
[TokenModule(TokenModule.Platform)]
public sealed class NotificationSetting : Entity
{
    /// <summary>The kind, as in the content of its notifications, e.g. <c>ticket_purchased</c>.</summary>
    public string Type { get; set; } = "";

    public bool Enabled { get; set; } = true;
}
