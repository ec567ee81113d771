using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// Sends the legacy error shape <c>{"error": text}</c> (docs/reference/legacy-routes.md#legacy-error-shapes). Errors of tokens and rate
/// limits have this shape on all account routes.
/// </summary>
/// <param name="alwaysPlain">Whether all other errors have this shape too; otherwise they are JSON:API documents.</param>
internal sealed class AuthErrorFilter(bool alwaysPlain) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RejectedException rejection)
            when (alwaysPlain || rejection.Kind is RejectionKind.Unauthenticated or RejectionKind.TooManyRequests)
        {
            await PlainError.WriteAsync(context.HttpContext, rejection);
            return Results.Empty;
        }
    }
}
