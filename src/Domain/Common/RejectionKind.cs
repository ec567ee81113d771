namespace OpenEvent.Domain.Common;

/// <summary>Why a request is refused. Only the web layer knows the status numbers.</summary>
public enum RejectionKind
{
    /// <summary>The request cannot be read: 400.</summary>
    Malformed,

    /// <summary>Nobody is signed in, or the token is no good: 401.</summary>
    Unauthenticated,

    /// <summary>The actor may not: 403.</summary>
    Forbidden,

    /// <summary>There is no such thing for this actor: 404.</summary>
    NotFound,

    /// <summary>The verb is not offered here: 405.</summary>
    MethodNotAllowed,

    /// <summary>It contradicts what is there: 409.</summary>
    Conflict,

    /// <summary>The row is not the one that the client saw: 412.</summary>
    PreconditionFailed,

    /// <summary>It can be read, but its content is wrong: 422.</summary>
    Invalid,

    /// <summary>Too often: 429.</summary>
    TooManyRequests,

    /// <summary>What is needed does not answer just now, e.g. a device or a payment provider; the same request may succeed later: 503.</summary>
    Unavailable,
}
