using Microsoft.AspNetCore.Http.Features;

namespace OpenEvent.WebApi.VisitorCache;

/// <summary>
/// A copy of a request without a body, whose work may go on after the request has ended. It has features, headers and a scope of its own;
/// the values of the items are shared. The answer is kept in memory until it is sent.
/// </summary>
internal sealed class DetachedRequest
{
    /// <param name="age">How old the rows are at most that the work reads.</param>
    public DetachedRequest(HttpContext http, TimeSpan age)
    {
        var (request, features) = (http.Request, new FeatureCollection());
        features.Set<IHttpRequestFeature>(
            new HttpRequestFeature
            {
                Method = request.Method,
                Protocol = request.Protocol,
                Scheme = request.Scheme,
                PathBase = request.PathBase.Value ?? "",
                Path = request.Path.Value ?? "",
                QueryString = request.QueryString.Value ?? "",
                Headers = Copy(request.Headers),
            }
        );
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(new MemoryStream()));
        if (http.Features.Get<VisitorAnswer>() is { } answer)
            features.Set(answer with { AgeAtStart = age });
        Http = new DefaultHttpContext(features) { RequestAborted = CancellationToken.None, TraceIdentifier = http.TraceIdentifier };
        Http.SetEndpoint(http.GetEndpoint());
        Http.Request.RouteValues = new RouteValueDictionary(request.RouteValues);
        foreach (var (key, value) in http.Items)
            Http.Items[key] = value;
    }

    public HttpContext Http { get; }

    /// <summary>Answers the request as the work has answered its copy. The work has ended.</summary>
    public async Task SendAsync(HttpContext http)
    {
        if (Http.Features.Get<VisitorAnswer>() is { } answer)
        {
            http.Features.Set(answer);
            answer.ApplyTo(http);
        }

        http.Response.StatusCode = Http.Response.StatusCode;
        foreach (var (name, value) in Http.Response.Headers)
            http.Response.Headers[name] = value;
        if (Http.Response.Body is MemoryStream written && written.TryGetBuffer(out var body) && body.Count > 0)
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static HeaderDictionary Copy(IHeaderDictionary headers)
    {
        var copy = new HeaderDictionary();
        foreach (var (name, value) in headers)
            copy[name] = value;
        return copy;
    }
}
