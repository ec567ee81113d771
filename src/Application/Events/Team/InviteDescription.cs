namespace OpenEvent.Application.Events;

/// <summary>An invite to a role.</summary>
/// <param name="Email">The invited address.</param>
/// <param name="Target">The name of the event or the group.</param>
/// <param name="Role">E.g. <c>Organizer</c>.</param>
internal sealed record InviteDescription(string Email, string Target, string Role);
