using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.TestMode;

/// <summary><c>GET /testing</c> describes the server for a suite; <c>POST /testing/reset</c> resets it.</summary>
internal static class TestingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, TestingMode mode)
    {
        routes
            .MapGet("/", (AdminSettings admin) => Results.Json(
                    new
                    {
                        version = Telemetry.Version,
                        admin = new { email = admin.Email, password = admin.Password },
                        stripe = mode.Stripe?.Url,
                        clock = ClockJson.Describe(mode.Clock),
                    }
                ))
            .ExcludeFromDescription();
        routes
            .MapPost("/reset", async (ServerReset reset, CancellationToken ct) =>
                Results.Json(new { milliseconds = Math.Round((await reset.RunAsync(ct)).TotalMilliseconds) })
            )
            .ExcludeFromDescription();
    }
}
