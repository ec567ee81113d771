using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Notifications;

/// <summary>A kind of e-mail and a recipient.</summary>
/// <param name="Action">The kind, e.g. <c>announce_event</c>.</param>
/// <param name="Address">Normalized (<see cref="EmailAddress.Normalize"/>).</param>
internal sealed record EmailSubscription(string Action, string Address);
