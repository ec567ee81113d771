using OpenEvent.Application.Identity;

namespace OpenEvent.Application.Events;

/// <summary>How often a user, a client address and all users together write to the organizers of one event or group.</summary>
/// <param name="PerTarget">The limit of the event or the group.</param>
internal sealed record OrganizerMessageLimits(RateLimit PerUser, RateLimit PerTarget, RateLimit PerClientAddress)
{
    /// <param name="name">Begins the names of the limits, e.g. <c>ask-group</c>.</param>
    /// <param name="target">What is asked, e.g. <c>group</c>.</param>
    public static OrganizerMessageLimits Create(string name, string target)
    {
        var window = TimeSpan.FromHours(1);
        return new(new($"{name}-user", 10, window), new($"{name}-{target}", 60, window), new($"{name}-address", 60, window));
    }
}
