namespace OpenEvent.Domain.Program;

/// <summary>The state of a session (docs/reference/sessions.md#session-states).</summary>
public enum SessionState
{
    /// <summary>Not submitted yet.</summary>
    Draft,

    /// <summary>Submitted; the organizers have yet to decide.</summary>
    Pending,

    /// <summary>Accepted by the organizers; the speaker has yet to confirm.</summary>
    Accepted,

    Confirmed,

    Rejected,

    Canceled,

    /// <summary>Withdrawn by a speaker or the creator.</summary>
    Withdrawn,
}
