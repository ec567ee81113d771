using FluentValidation;
using FluentValidation.Results;
using MediatR;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common.Behaviours;

/// <summary>
/// Checks a request by its rules (<c>Rules</c> in the file of the use case) before its transaction and its handler. All problems are
/// reported at once. What only the database can tell is checked by handlers.
/// </summary>
internal sealed class ValidationBehaviour<TRequest, TResult>(IEnumerable<IValidator<TRequest>> rules, Authorization authorization)
    : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    public Task<TResult> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResult> next)
    {
        List<ValidationFailure>? failures = null;
        foreach (var rule in rules)
            if (rule.Validate(request) is { IsValid: false } result)
                (failures ??= []).AddRange(result.Errors);
        return failures is null ? next() : throw Reject(request, failures);
    }

    private RejectedException Reject(TRequest request, List<ValidationFailure> failures)
    {
        if (request is ISignedInRequest && authorization.Actor is { IsSignedIn: false, IsStaff: false })
            return RejectedException.Unauthenticated("Sign in first.");
        if (request is IStaffRequest && !authorization.Actor.IsStaff)
            return RejectedException.Forbidden("Admin access is required.");
        var kind = failures[0].CustomState as RejectionKind? ?? RejectionKind.Invalid;
        return new RejectedException(kind, [.. failures.Select(ToProblem)]);
    }

    private static Problem ToProblem(ValidationFailure failure)
    {
        var place = failure.PropertyName ?? "";
        if (place.StartsWith('?'))
            return new Problem(failure.ErrorMessage, Parameter: place[1..]);
        // The name of a nested rule is e.g. "Request./tickets[0].id".
        var start = place.IndexOf('/', StringComparison.Ordinal);
        var pointer = start < 0 ? null : place[start..].Replace("].", "/", StringComparison.Ordinal).Replace('[', '/').TrimEnd(']');
        return new Problem(failure.ErrorMessage, pointer);
    }
}
