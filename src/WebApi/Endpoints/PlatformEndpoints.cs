using OpenEvent.WebApi.Hosting;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>What the server says about itself outside JSON:API.</summary>
internal static class PlatformEndpoints
{
    public static void MapPlatform(this IEndpointRouteBuilder app) =>
        new RouteTable(app, "Server").Get("/info", GetInfo, RoutePermission.AnyoneIgnoringToken);

    private static IResult GetInfo() => Results.Json(new { build = new { version = Telemetry.Version } });
}
