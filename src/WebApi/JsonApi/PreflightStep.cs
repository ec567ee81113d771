using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// The network calls of an endpoint before its transaction begins. If they are rejected, the endpoint itself throws the rejection, so that
/// it is stored for the <c>Idempotency-Key</c> like any other response.
/// </summary>
internal sealed class PreflightStep(Func<HttpContext, Task> step)
{
    private static readonly object RejectionKey = new();

    public static PreflightStep? Find(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<PreflightStep>();

    public static async Task RunAsync(HttpContext http)
    {
        if (Find(http) is { } preflight)
            await preflight.RunStepAsync(http);
    }

    /// <summary>Throws the rejection of the preflight, if there is one. The endpoint calls it first.</summary>
    /// <exception cref="RejectedException">The preflight was rejected.</exception>
    public static void ThrowIfRejected(HttpContext http)
    {
        if (http.Items.TryGetValue(RejectionKey, out var rejection))
            throw (RejectedException)rejection!;
    }

    private async Task RunStepAsync(HttpContext http)
    {
        http.Request.EnableBuffering();
        try
        {
            await step(http);
        }
        catch (RejectedException rejection)
        {
            http.Items[RejectionKey] = rejection;
        }

        http.Request.Body.Position = 0;
    }
}
