using FluentValidation;
using FluentValidation.Results;
using MediatR;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common.Behaviours;

/// <summary>
/// Checks a request by its rules (<c>Rules</c> in the file of the use case) before its transaction and its handler. All problems are
/// reported at once. Handlers check what only the database can tell. The permission comes first: the handler of an invalid request runs
/// until its permission was checked, and then <see cref="PendingRejection"/> rejects the request.
/// </summary>
internal sealed class ValidationBehaviour<TRequest, TResult>(IEnumerable<IValidator<TRequest>> rules, PendingRejection pending)
    : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    public async Task<TResult> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResult> next)
    {
        if (FindRejection(request) is { } found)
        {
            if (request is IPublicRequest)
                throw found;
            pending.Set(found);
        }

        if (!pending.Exists)
            return await next();
        try
        {
            var result = await next();
            pending.ThrowIfSet();
            return result;
        }
        catch (RejectedException rejection) when (rejection.Kind == RejectionKind.NotFound && pending.IsRowKeyInvalid)
        {
            pending.ThrowIfSet();
            throw;
        }
        finally
        {
            pending.Clear();
        }
    }

    private RejectedException? FindRejection(TRequest request)
    {
        List<ValidationFailure>? failures = null;
        foreach (var rule in rules)
            if (rule.Validate(request) is { IsValid: false } result)
                (failures ??= []).AddRange(result.Errors);
        return failures is null
            ? null
            : new RejectedException(failures[0].CustomState as RejectionKind? ?? RejectionKind.Invalid, [.. failures.Select(ToProblem)]);
    }

    private static Problem ToProblem(ValidationFailure failure)
    {
        var place = failure.PropertyName ?? "";
        if (place.StartsWith('?'))
            return new Problem(failure.ErrorMessage, Parameter: place[1..]);
        // The property of a nested rule has a prefix: "Request./tickets[0].id".
        var start = place.IndexOf('/', StringComparison.Ordinal);
        var pointer = start < 0 ? null : place[start..].Replace("].", "/", StringComparison.Ordinal).Replace('[', '/').TrimEnd(']');
        return new Problem(failure.ErrorMessage, pointer);
    }
}
