namespace OpenEvent.Domain.Common;

/// <summary>Why a request is rejected. The web layer maps each kind to an HTTP status.</summary>
public enum RejectionKind
{
    /// <summary>The request cannot be read: 400.</summary>
    Malformed,

    /// <summary>The caller is not signed in, or the token is invalid: 401.</summary>
    Unauthenticated,

    /// <summary>The actor lacks the permission: 403.</summary>
    Forbidden,

    /// <summary>The resource does not exist, or the actor may not see it: 404.</summary>
    NotFound,

    /// <summary>The resource does not support the method: 405.</summary>
    MethodNotAllowed,

    /// <summary>The request conflicts with the current state: 409.</summary>
    Conflict,

    /// <summary>The resource existed and is no longer valid: 410.</summary>
    Gone,

    /// <summary>The row has changed since the client read it: 412.</summary>
    PreconditionFailed,

    /// <summary>The body is of a media type that the route does not read: 415.</summary>
    UnsupportedMediaType,

    /// <summary>The request can be read, but its content is invalid: 422.</summary>
    Invalid,

    /// <summary>The caller sent too many requests: 429.</summary>
    TooManyRequests,

    /// <summary>
    /// A device, a payment provider or another dependency does not answer; the same request may succeed later: 503.
    /// </summary>
    Unavailable,
}
