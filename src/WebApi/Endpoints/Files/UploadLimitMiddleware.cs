using MediatR;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using OpenEvent.Application.Platform;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// Rejects uploads that are not allowed, or too many, before anything reads their bodies. It runs before the
/// <see cref="JsonApi.IdempotencyMiddleware"/>, which reads the body too. The slot is held until the response has ended.
/// </summary>
internal sealed class UploadLimitMiddleware(RequestDelegate next)
{
    /// <summary>A client that sends more slowly would hold its slot for hours.</summary>
    private static readonly MinDataRate MinRate = new(bytesPerSecond: 8 * 1024, gracePeriod: TimeSpan.FromSeconds(10));

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<UploadLimit>() is not { } limit)
        {
            await next(http);
            return;
        }

        AuthenticatedToken.Require(http);
        var mediator = http.RequestServices.GetRequiredService<IMediator>();
        using var slot = await mediator.Send(new BeginUpload(limit.Kind), http.RequestAborted);
        // Streams of HTTP/2 share the rate of their connection, which the server's limits set.
        if (HttpProtocol.IsHttp11(http.Request.Protocol) && http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = MinRate;
        await next(http);
    }
}
