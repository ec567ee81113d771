using static OpenEvent.Domain.Program.SessionState;

namespace OpenEvent.Domain.Program;

/// <summary>Which state may follow which, for organizers and for everybody else who may change a session (<c>spec/openevent/behaviours.md</c> §8).</summary>
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

    /// <summary>Whether speakers are told that a session has come so far.</summary>
    public static bool IsNotified(SessionState state) => state is Accepted or Confirmed or Rejected or Canceled or Withdrawn;

    /// <summary>The state as on the wire.</summary>
    public static string ToWireName(SessionState state) => state.ToString().ToLowerInvariant();

    /// <summary>Whether everybody sees it.</summary>
    public static bool IsPublic(SessionState state) => state is Accepted or Confirmed;
}
