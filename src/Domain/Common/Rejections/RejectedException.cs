namespace OpenEvent.Domain.Common;

/// <summary>
/// The request is rejected, with all its problems. Domain and Application throw no other exception type for errors of a request.
/// </summary>
public sealed class RejectedException(RejectionKind kind, IReadOnlyList<Problem> problems) : Exception(problems[0].Detail)
{
    public RejectionKind Kind { get; } = kind;

    public IReadOnlyList<Problem> Problems { get; } = problems;

    /// <summary>How long the client should wait before it repeats the request; null if repeating does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The limits that reject the request; empty if no limit does, or if it is not told.</summary>
    public IReadOnlyList<RateLimitState> Limits { get; init; } = [];

    public static RejectedException Malformed(string detail, string? parameter = null, string? pointer = null) =>
        new(RejectionKind.Malformed, [new(detail, pointer, parameter)]);

    public static RejectedException Unauthenticated(string detail) => new(RejectionKind.Unauthenticated, [new(detail)]);

    /// <summary>A signed-in user might be allowed. A reason that says to sign in is the whole text.</summary>
    public static RejectedException SignInFirst(string? reason) =>
        Unauthenticated(reason?.StartsWith("Sign in ", StringComparison.Ordinal) == true ? reason : $"Sign in first. {reason}".TrimEnd());

    public static RejectedException Forbidden(string detail, string? pointer = null, string? code = null) =>
        new(RejectionKind.Forbidden, [new(detail, pointer, Code: code)]);

    /// <summary>There is no <paramref name="type"/> with that key, or the actor may not see it.</summary>
    public static RejectedException NotFound(string type, string key, string? pointer = null) =>
        new(RejectionKind.NotFound, [new($"There is no {type} {key}.", pointer)]);

    public static RejectedException MethodNotAllowed(string detail) => new(RejectionKind.MethodNotAllowed, [new(detail)]);

    public static RejectedException Conflict(string detail, string? pointer = null, string? id = null) =>
        new(RejectionKind.Conflict, [new(detail, pointer, Id: id)]);

    /// <summary>The same request can succeed when it is sent again.</summary>
    public static RejectedException RetryableConflict(string detail) =>
        new(RejectionKind.Conflict, [new(detail)]) { RetryAfter = TimeSpan.FromSeconds(1) };

    public static RejectedException Gone(string detail) => new(RejectionKind.Gone, [new(detail)]);

    public static RejectedException UnsupportedMediaType(string detail) => new(RejectionKind.UnsupportedMediaType, [new(detail)]);

    public static RejectedException PreconditionFailed() =>
        new(RejectionKind.PreconditionFailed, [new("The resource has changed since you read it. Get it again and repeat your change.")]);

    public static RejectedException Invalid(string detail, string? pointer = null) => new(RejectionKind.Invalid, [new(detail, pointer)]);

    public static RejectedException TooManyRequests(string detail, TimeSpan retryAfter, params IReadOnlyList<RateLimitState> limits) =>
        new(RejectionKind.TooManyRequests, [new(detail)]) { RetryAfter = retryAfter, Limits = limits };

    public static RejectedException Unavailable(string detail, TimeSpan retryAfter) =>
        new(RejectionKind.Unavailable, [new(detail)]) { RetryAfter = retryAfter };

    /// <summary>The request changed nothing and can be repeated after 5 seconds.</summary>
    public static RejectedException Unavailable(string detail, string? code = null) =>
        new(RejectionKind.Unavailable, [new(detail, Code: code)]) { RetryAfter = TimeSpan.FromSeconds(5) };
}
