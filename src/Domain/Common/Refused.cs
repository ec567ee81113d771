namespace OpenEvent.Domain.Common;

/// <summary>The one exception of Domain and Application: a request that is refused, with every reason at once.</summary>
public sealed class Refused(RefusalKind kind, IReadOnlyList<Problem> problems) : Exception(problems[0].Detail)
{
    public RefusalKind Kind { get; } = kind;

    public IReadOnlyList<Problem> Problems { get; } = problems;

    /// <summary>How long the client should wait before it asks again, where waiting helps.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Refused Malformed(string detail, string? parameter = null, string? pointer = null) =>
        new(RefusalKind.Malformed, [new(detail, pointer, parameter)]);

    public static Refused Unauthenticated(string detail) => new(RefusalKind.Unauthenticated, [new(detail)]);

    public static Refused Forbidden(string detail, string? pointer = null, string? code = null) =>
        new(RefusalKind.Forbidden, [new(detail, pointer, Code: code)]);

    /// <summary>There is no <paramref name="type"/> with that key, or none that the actor may see.</summary>
    public static Refused Missing(string type, string key, string? pointer = null) =>
        new(RefusalKind.Missing, [new($"There is no {type} {key}.", pointer)]);

    public static Refused NotOffered(string detail) => new(RefusalKind.NotOffered, [new(detail)]);

    public static Refused Conflict(string detail, string? pointer = null, string? id = null) =>
        new(RefusalKind.Conflict, [new(detail, pointer, Id: id)]);

    public static Refused Stale() =>
        new(RefusalKind.Stale, [new("The resource has changed since you read it: get it again and repeat your change.")]);

    public static Refused Invalid(string detail, string? pointer = null) => new(RefusalKind.Invalid, [new(detail, pointer)]);

    public static Refused Throttled(string detail, TimeSpan retryAfter) =>
        new(RefusalKind.Throttled, [new(detail)]) { RetryAfter = retryAfter };

    public static Refused Unavailable(string detail, TimeSpan retryAfter) =>
        new(RefusalKind.Unavailable, [new(detail)]) { RetryAfter = retryAfter };

    /// <summary>Nothing has happened; asking again is safe.</summary>
    public static Refused Unavailable(string detail) =>
        new(RefusalKind.Unavailable, [new(detail)]) { RetryAfter = TimeSpan.FromSeconds(5) };
}
