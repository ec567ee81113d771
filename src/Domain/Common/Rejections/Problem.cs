namespace OpenEvent.Domain.Common;

/// <summary>One error of a request, with its location.</summary>
/// <param name="Pointer">A JSON pointer into the request's body (RFC 6901), e.g. <c>/data/attributes/starts-at</c>.</param>
/// <param name="Parameter">The name of a query parameter.</param>
/// <param name="Code">
/// One of <see cref="ProblemCode"/>, or of the lab; null: that of the status. Older clients read it from <c>source.code</c>.
/// </param>
/// <param name="Id">The id of the object that causes the error, e.g. of a sold-out ticket; clients read it from <c>source.id</c>.</param>
/// <param name="Title">Replaces the default title of the error's status.</param>
/// <param name="Policy">The policy that denied the request, for callers who may see the row.</param>
/// <param name="Rule">The method of that policy.</param>
/// <param name="Column">The column of the error in a one-line text, counted from 1.</param>
public sealed record Problem(
    string Detail,
    string? Pointer = null,
    string? Parameter = null,
    string? Code = null,
    string? Id = null,
    string? Title = null,
    int? Column = null,
    string? Policy = null,
    string? Rule = null
);
