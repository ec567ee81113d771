using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Sends errors in the shapes of the first remote lab, which its pages read, with the matching error status.</summary>
/// <param name="shape">Makes the response body of an error from its message.</param>
internal sealed class LegacyErrorFilter(Func<string, object> shape) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RejectedException rejection)
        {
            var status = ErrorDocument.StatusOf(rejection.Kind);
            RateLimitHeaders.Set(context.HttpContext, rejection);
            if (status == StatusCodes.Status401Unauthorized)
                context.HttpContext.Response.Headers.WWWAuthenticate = "JWT";
            return Results.Json(shape(rejection.Message), statusCode: status);
        }
    }
}
