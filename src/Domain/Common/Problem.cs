namespace OpenEvent.Domain.Common;

/// <summary>One thing that is wrong, at its exact place.</summary>
/// <param name="Pointer">A JSON pointer into the request's body (RFC 6901), e.g. <c>/data/attributes/starts-at</c>.</param>
/// <param name="Parameter">The name of a query parameter.</param>
/// <param name="Code">A word for programs, e.g. <c>unverified-user</c>; clients read it from <c>source.code</c>.</param>
/// <param name="Id">The id of the object that stands in the way, e.g. of a sold-out ticket; clients read it from <c>source.id</c>.</param>
/// <param name="Column">Where in a text it is wrong, counted from 1.</param>
public sealed record Problem(
    string Detail,
    string? Pointer = null,
    string? Parameter = null,
    string? Code = null,
    string? Id = null,
    string? Title = null,
    int? Column = null
);
