namespace OpenEvent.Domain.Common;

/// <summary>
/// The stable codes of problems, which programs compare instead of texts. docs/errors.md lists them, with those of the lab's devices and
/// scripts. A code is never given another meaning.
/// </summary>
public static class ProblemCode
{
    // The codes of the kinds of rejections and of HTTP statuses, for problems without a code of their own.
    public const string Malformed = "malformed";
    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";
    public const string NotFound = "not-found";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string NotAcceptable = "not-acceptable";
    public const string Conflict = "conflict";
    public const string Gone = "gone";
    public const string PreconditionFailed = "precondition-failed";
    public const string TooLarge = "too-large";
    public const string UnsupportedMediaType = "unsupported-media-type";
    public const string Invalid = "invalid";
    public const string TooManyRequests = "too-many-requests";
    public const string InternalError = "internal-error";
    public const string Unavailable = "unavailable";

    public const string AccessCodeSoldOut = "access_code_sold_out";
    public const string DiscountSoldOut = "discount_sold_out";
    public const string IdempotencyKeyInProgress = "idempotency-key-in-progress";
    public const string IdempotencyKeyReused = "idempotency-key-reused";
    public const string Missing = "missing";
    public const string TokenScope = "token-scope";
    public const string UnverifiedUser = "unverified-user";

    /// <summary>Whether clients also read the code from <c>source.code</c>, where codes were before they had their own member.</summary>
    public static bool IsInSource(string code) => code is not (IdempotencyKeyInProgress or IdempotencyKeyReused or Missing or TokenScope);

    /// <summary>The code of a problem that has none of its own.</summary>
    /// <param name="status">The HTTP status of the response.</param>
    public static string Of(int status) =>
        status switch
        {
            400 => Malformed,
            401 => Unauthenticated,
            403 => Forbidden,
            404 => NotFound,
            405 => MethodNotAllowed,
            406 => NotAcceptable,
            409 => Conflict,
            410 => Gone,
            412 => PreconditionFailed,
            413 => TooLarge,
            415 => UnsupportedMediaType,
            422 => Invalid,
            429 => TooManyRequests,
            503 => Unavailable,
            < 500 => Malformed,
            _ => InternalError,
        };
}
