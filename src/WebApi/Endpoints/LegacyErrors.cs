using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Refusals in the shapes of the first remote lab, which its pages read, under honest status codes.</summary>
/// <param name="shape">The failure's object, from its message.</param>
internal sealed class LegacyErrors(Func<string, object> shape) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Refused refused)
        {
            var status = ErrorDocument.StatusOf(refused.Kind);
            if (refused.RetryAfter is { } wait)
                context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
                    .ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (status == StatusCodes.Status401Unauthorized)
                context.HttpContext.Response.Headers.WWWAuthenticate = "JWT";
            return Results.Json(shape(refused.Message), statusCode: status);
        }
    }
}
