namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// The routes of the reference server for sign-in at a social network. No network is configured here, so they answer what the reference
/// server answers without client ids (docs/reference/legacy-routes.md#accounts).
/// </summary>
internal static class SocialSignInEndpoints
{
    private static readonly string[] Networks = ["facebook", "google", "twitter", "instagram"];

    public static void MapSocialSignIn(this IEndpointRouteBuilder app)
    {
        var routes = new RouteTable(app, "Accounts");
        routes.Get("/v1/auth/oauth/{provider}", Reject, RoutePermission.AnyoneIgnoringToken);
        routes.Post("/v1/auth/oauth/login/{provider}", Reject, RoutePermission.AnyoneIgnoringToken);
        // The web frontend puts the code into the path.
        routes.Get("/v1/auth/oauth/login/{provider}/{code}", Reject, RoutePermission.AnyoneIgnoringToken);
    }

    private static IResult Reject(string provider)
    {
        var message = Networks.Contains(provider)
            ? $"Sign-in with {provider} is not configured on this server."
            : "There is no sign-in with this provider.";
        return Results.Json(new { message }, statusCode: StatusCodes.Status404NotFound);
    }
}
