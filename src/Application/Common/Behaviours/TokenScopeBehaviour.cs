using MediatR;

namespace OpenEvent.Application.Common.Behaviours;

/// <summary>
/// Rejects a request with an access token whose scope does not have the module of the request. Policies decide about rows; this is the same
/// rule for use cases, which may ask no policy.
/// </summary>
internal sealed class TokenScopeBehaviour<TRequest, TResult>(IAuthorization authorization) : IPipelineBehavior<TRequest, TResult>
    where TRequest : IRequest<TResult>
{
    private static readonly TokenRequirement Requirement = TokenRequirement.Of(typeof(TRequest));

    public Task<TResult> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResult> next)
    {
        if (authorization.Actor.Scope is not null)
            Requirement.Check(authorization.Actor);
        return next();
    }
}
