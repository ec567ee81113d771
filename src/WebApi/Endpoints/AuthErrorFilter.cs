using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// The reference answers some of its account routes with plain errors and the others with JSON:API documents, but what is wrong with a token, or
/// comes too often, always plainly.
/// </summary>
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
