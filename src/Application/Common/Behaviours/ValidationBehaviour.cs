using FluentValidation;
using MediatR;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Common.Behaviours;

/// <summary>Runs the validators of a request. A rule's property name is the JSON pointer that the error document contains.</summary>
internal sealed class ValidationBehaviour<TRequest, TResult>(IEnumerable<IValidator<TRequest>> rules) : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    public async Task<TResult> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResult> next)
    {
        List<Problem>? problems = null;
        foreach (var rule in rules)
        {
            var result = await rule.ValidateAsync(request, ct);
            if (!result.IsValid)
                (problems ??= []).AddRange(result.Errors.Select(e => new Problem(e.ErrorMessage, e.PropertyName)));
        }

        return problems is null ? await next() : throw new RejectedException(RejectionKind.Invalid, problems);
    }
}
