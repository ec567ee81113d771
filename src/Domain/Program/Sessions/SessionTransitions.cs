using static OpenEvent.Domain.Program.SessionState;

namespace OpenEvent.Domain.Program;

/// <summary>
/// The allowed changes of a session's state, for organizers and for all others who may change the session
/// (docs/reference/sessions.md#session-state-transitions).
/// </summary>
public static class SessionTransitions
{
    public static IReadOnlyDictionary<SessionState, IReadOnlyList<SessionState>> ForOrganizers { get; } =
        new Dictionary<SessionState, IReadOnlyList<SessionState>>
        {
            [Draft] = [],
            [Pending] = [Withdrawn, Accepted, Rejected, Confirmed],
            [Accepted] = [Pending, Withdrawn, Rejected, Confirmed, Canceled],
            [Confirmed] = [Pending, Withdrawn, Accepted, Rejected, Canceled],
            [Rejected] = [Pending, Withdrawn, Accepted, Confirmed],
            [Canceled] = [Pending, Withdrawn, Accepted, Rejected, Confirmed],
            [Withdrawn] = [Pending, Accepted, Rejected, Canceled],
        };

    public static IReadOnlyDictionary<SessionState, IReadOnlyList<SessionState>> ForSpeakers { get; } =
        new Dictionary<SessionState, IReadOnlyList<SessionState>>
        {
            [Draft] = [Pending],
            [Pending] = [Withdrawn],
            [Accepted] = [Withdrawn],
            [Confirmed] = [Withdrawn],
            [Rejected] = [Withdrawn],
            [Canceled] = [Withdrawn],
            [Withdrawn] = [],
        };

    public static bool IsAllowed(bool isOrganizer, SessionState from, SessionState to) =>
        from == to || (isOrganizer ? ForOrganizers : ForSpeakers)[from].Contains(to);

    /// <summary>Whether speakers are notified when a session reaches this state.</summary>
    public static bool IsNotified(SessionState state) => state is Accepted or Confirmed or Rejected or Canceled or Withdrawn;

    /// <summary>The JSON name of the state.</summary>
    public static string ToWireName(SessionState state) => state.ToString().ToLowerInvariant();

    /// <summary>Whether anyone may see a session in this state.</summary>
    public static bool IsPublic(SessionState state) => state is Accepted or Confirmed;
}
