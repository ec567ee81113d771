using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// What an endpoint asks of others, over the network, before its transaction begins. A refusal is kept for the endpoint itself, so that an
/// <c>Idempotency-Key</c> remembers it like any other.
/// </summary>
internal sealed class PreflightStep(Func<HttpContext, Task> step)
{
    private static readonly object RejectionKey = new();

    public static PreflightStep? Find(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<PreflightStep>();

    public static async Task RunAsync(HttpContext http)
    {
        if (Find(http) is { } preparation)
            await preparation.RunStepAsync(http);
    }

    /// <summary>First thing in the endpoint.</summary>
    /// <exception cref="RejectedException">What the preparation came to.</exception>
    public static void ThrowIfRejected(HttpContext http)
    {
        if (http.Items.TryGetValue(RejectionKey, out var refused))
            throw (RejectedException)refused!;
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
