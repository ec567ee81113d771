using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>Whether notes of one kind are written at all. There is a row for each kind from the start; staff switch it.</summary>
public sealed class NotificationSetting : Entity
{
    /// <summary>The kind, as the notes name it in their content, e.g. <c>ticket_purchased</c>.</summary>
    public string Type { get; set; } = "";

    public bool Enabled { get; set; } = true;
}
