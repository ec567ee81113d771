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
internal sealed class UploadLimitMiddleware(RequestDelegate next, TimeProvider clock)
{
    /// <summary>The time for a body: 20 MB at 70 KB/s.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(5);

    /// <summary>A client that sends more slowly is rejected before the time is over.</summary>
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
        await using var body = new UploadBody(http.Request.Body, MaxTime, clock);
        http.Request.Body = body;
        await next(http);
    }
}
