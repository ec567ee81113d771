namespace OpenEvent.Domain.Program;

/// <summary>How far a session has come (<c>spec/openevent/behaviours.md</c> §8).</summary>
public enum SessionState
{
    /// <summary>Not submitted yet.</summary>
    Draft,

    /// <summary>Submitted, and waiting for the organizers.</summary>
    Pending,

    /// <summary>Wanted; the speaker has yet to confirm.</summary>
    Accepted,

    Confirmed,

    Rejected,

    Canceled,

    /// <summary>Taken back by its speaker.</summary>
    Withdrawn,
}
