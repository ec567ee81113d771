using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.JsonApi;

/// <summary>
/// What an endpoint asks of others, over the network, before its transaction begins. A refusal is kept for the endpoint itself, so that an
/// <c>Idempotency-Key</c> remembers it like any other.
/// </summary>
internal sealed class Preparation(Func<HttpContext, Task> ask)
{
    private static readonly object Refusal = new();

    public static Preparation? Of(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<Preparation>();

    public static async Task RunAsync(HttpContext http)
    {
        if (Of(http) is { } preparation)
            await preparation.AskAsync(http);
    }

    /// <summary>First thing in the endpoint.</summary>
    /// <exception cref="Refused">What the preparation came to.</exception>
    public static void Require(HttpContext http)
    {
        if (http.Items.TryGetValue(Refusal, out var refused))
            throw (Refused)refused!;
    }

    private async Task AskAsync(HttpContext http)
    {
        http.Request.EnableBuffering();
        try
        {
            await ask(http);
        }
        catch (Refused refused)
        {
            http.Items[Refusal] = refused;
        }

        http.Request.Body.Position = 0;
    }
}
