using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.TestMode;

/// <summary>
/// Adds testing mode to the pipeline: a header of every response, the delay of requests during a reset, and the routes below
/// <c>/testing</c>.
/// </summary>
internal static class TestingPipeline
{
    private const string Header = "OpenEvent-Testing";
    private const string Path = "/testing";

    public static void AddTestingRoutes(this IServiceCollection services, TestingMode mode) =>
        services.AddSingleton(_ => mode).AddSingleton<RequestDrain>().AddSingleton<ServerReset>();

    public static void UseTesting(this WebApplication app, TestingMode mode)
    {
        mode.ConnectWebhooks(app);
        app.Use(
            (http, next) =>
            {
                // An error clears the headers that are set before.
                http.Response.OnStarting(() =>
                {
                    http.Response.Headers[Header] = "true";
                    return Task.CompletedTask;
                });
                return next(http);
            }
        );
        app.Map(Path, branch =>
        {
            branch.UseMiddleware<ErrorMiddleware>();
            branch.Use(
                (http, next) =>
                {
                    TestingAccess.Check(http, mode.Settings);
                    return next(http);
                }
            );
            branch.UseRouting();
            branch.UseEndpoints(routes =>
            {
                TestingEndpoints.Map(routes, mode);
                ClockEndpoints.Map(routes);
                MailEndpoints.Map(routes);
                if (mode.Stripe is { } stripe)
                    PaymentStubEndpoints.Map(routes, stripe);
            });
        });
        app.UseWhen(IsGuarded, branch =>
        {
            branch.UseMiddleware<ErrorMiddleware>();
            branch.Use(RunUnlessResetAsync);
        });
    }

    /// <summary>Requests about the server itself are answered during a reset.</summary>
    private static bool IsGuarded(HttpContext http) =>
        !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
        && !http.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal);

    private static async Task RunUnlessResetAsync(HttpContext http, RequestDelegate next)
    {
        var requests = http.RequestServices.GetRequiredService<RequestDrain>();
        await requests.AddAsync(http);
        try
        {
            await next(http);
        }
        finally
        {
            requests.Remove(http);
        }
    }
}
