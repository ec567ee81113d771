using OpenEvent.Domain.Common;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>Shows a rejection as a page, because people read it in a browser.</summary>
internal sealed class PageErrorFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RejectedException rejection)
        {
            var http = context.HttpContext;
            RateLimitHeaders.Set(http, rejection);
            var text = string.Join(' ', rejection.Problems.Select(problem => problem.Detail));
            return HtmlPage.Show(http, "This did not work", text, status: ErrorDocument.StatusOf(rejection.Kind));
        }
    }
}
