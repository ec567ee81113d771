using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Notifications;

/// <summary>
/// An e-mail address gets no e-mails of a kind, because its owner has unsubscribed. It belongs to the address and not to an account,
/// because attendees and invited people may have none.
/// </summary>
public sealed class EmailOptOut : Entity, ICreatedAt
{
    /// <summary>Normalized (<see cref="EmailAddress.Normalize"/>).</summary>
    public string Address { get; set; } = "";

    /// <summary>The kind of e-mail by the name that clients know, e.g. <c>announce_event</c>.</summary>
    public string Action { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
}
