using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Identity;

/// <summary>What a user can open from a notification: the order, session or event that it is about. The server writes it.</summary>
[TokenModule(TokenModule.Account)]
public sealed class NotificationAction : Entity
{
    public long NotificationId { get; set; }

    public Notification Notification { get; set; } = null!;

    /// <summary>What the client offers, e.g. <c>view</c>.</summary>
    public string ActionType { get; set; } = "view";

    /// <summary>The JSON:API type of what it opens, e.g. <c>order</c>.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The id, or the identifier of an order or invoice.</summary>
    public string SubjectId { get; set; } = "";
}
