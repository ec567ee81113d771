using MediatR;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Identity;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// Sign-in, accounts and role invites outside JSON:API (docs/reference/legacy-routes.md#accounts and
/// docs/reference/legacy-routes.md#role-invites).
/// </summary>
internal static class IdentityEndpoints
{
    public static void MapIdentity(this IEndpointRouteBuilder app)
    {
        var plain = new RouteTable(app, "Accounts", new AuthErrorFilter(alwaysPlain: true));
        plain.Post("/auth/session", SignInAsync, RoutePermission.AnyoneIgnoringToken, new WithoutTransaction());
        plain.Post("/v1/auth/login", SignInAsync, RoutePermission.AnyoneIgnoringToken, new WithoutTransaction());
        plain.Post("/v1/auth/fresh-login", FreshSignInAsync, RoutePermission.SignedIn, new WithoutTransaction());
        plain.Post("/v1/auth/token/refresh", RefreshAsync, RoutePermission.RefreshToken);
        plain.Post("/v1/auth/logout", SignOut, RoutePermission.AnyoneIgnoringToken);
        plain.Post("/v1/auth/blacklist", RevokeTokensAsync, RoutePermission.SignedIn);
        plain.Post("/v1/auth/verify-password", VerifyPasswordAsync, RoutePermission.SignedIn, new WithoutTransaction());
        plain.Post("/v1/users/check_email", CheckEmailAsync, RoutePermission.Anyone);
        plain.Post("/v1/users/checkEmail", CheckEmailAsync, RoutePermission.Anyone);
        plain.Get("/v1/users/user-details/get-user-id", GetCurrentUserAsync, RoutePermission.SignedIn);

        var jsonApi = new RouteTable(app, "Accounts", new AuthErrorFilter(alwaysPlain: false));
        jsonApi.Post("/v1/auth/verify-email", VerifyEmailAsync, RoutePermission.AnyoneIgnoringToken);
        jsonApi.Post("/v1/auth/resend-verification-email", ResendVerificationAsync, RoutePermission.Anyone);
        jsonApi.Post("/v1/auth/reset-password", RequestPasswordResetAsync, RoutePermission.AnyoneIgnoringToken);
        jsonApi.Patch("/v1/auth/reset-password", ResetPasswordAsync, RoutePermission.AnyoneIgnoringToken);
        jsonApi.Post("/v1/auth/change-password", ChangePasswordAsync, RoutePermission.SignedIn, new PreflightStep(ConfirmPasswordAsync));
        jsonApi.Post("/v1/role_invites/user", GetInviteEmailAsync, RoutePermission.Anyone);
        jsonApi.Post("/v1/role_invites/accept-invite", AcceptInviteAsync, RoutePermission.Invitee);
        jsonApi.Post("/v1/role-invites/{id:long}/resend-invite", ResendInviteAsync, RoutePermission.Organizers);
    }

    private static async Task<IResult> SignInAsync(HttpContext http, IMediator mediator, AuthSettings settings, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http);
        var (email, password) = ReadCredentials(http, body);
        var remember = body.GetFlag("remember-me");
        var session = await mediator.Send(new SignIn(email, password, remember, ClientAddress.From(http)), ct);
        if (remember && body.GetFlag("include-in-response"))
            return Results.Json(new { access_token = session.AccessToken, refresh_token = session.RefreshToken });
        if (remember)
            SessionCookies.SetRefreshToken(http, session, settings);
        return Results.Json(new { access_token = session.AccessToken });
    }

    private static async Task<IResult> FreshSignInAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var (email, password) = ReadCredentials(http, await JsonBody.ReadAsync(http));
        var session = await mediator.Send(new FreshSignIn(email, password, ClientAddress.From(http)), ct);
        return Results.Json(new { access_token = session.AccessToken });
    }

    private static (string Email, string Password) ReadCredentials(HttpContext http, JsonBody body)
    {
        if ((body.GetText("email") ?? body.GetText("username"), body.GetText("password")) is ({ } email, { } password))
            return (email, password);
        NamedRouteBody.Reject(http, RejectedException.Malformed("username or password missing"));
        return ("", "");
    }

    private static async Task<IResult> RefreshAsync(HttpContext http, ITokenSigner tokenSigner, IMediator mediator, CancellationToken ct)
    {
        var requestToken = RequestToken.Read(http.Request, RequestToken.RefreshCookie)
            ?? throw RejectedException.Unauthenticated("Missing refresh token");
        if (await JwtAuthenticationMiddleware.VerifyAsync(http, tokenSigner, requestToken, TokenKind.Refresh) is not { } claims)
            return Results.Empty;
        var session = await mediator.Send(new RefreshAccessToken(claims), ct);
        return Results.Json(new { access_token = session.AccessToken });
    }

    /// <summary>Clears the session cookies of this device. The tokens stay valid; <c>blacklist</c> revokes them.</summary>
    private static IResult SignOut(HttpContext http)
    {
        SessionCookies.Clear(http);
        return Results.Json(new { success = true });
    }

    private static async Task<IResult> RevokeTokensAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new RevokeTokens(), ct);
        SessionCookies.Clear(http);
        return Results.Json(new { success = true });
    }

    private static async Task<IResult> VerifyPasswordAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http);
        return Results.Json(new { result = await mediator.Send(new VerifyPassword(body.GetRequiredText("password")), ct) });
    }

    private static async Task<IResult> CheckEmailAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var email = (await JsonBody.ReadAsync(http)).GetText("email") ?? throw RejectedException.Invalid("email missing", "/email");
        return Results.Json(new { exists = await mediator.Send(new CheckEmail(email, ClientAddress.From(http)), ct) });
    }

    private static async Task<IResult> GetCurrentUserAsync(IMediator mediator, CancellationToken ct) =>
        Results.Json(new { user_id = await mediator.Send(new GetCurrentUser(), ct) });

    private static async Task<IResult> VerifyEmailAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new VerifyEmail((await JsonBody.ReadDataAsync(http)).GetRequiredText("token")), ct);
        return Results.Json(new { message = "Email Verified" });
    }

    private static async Task<IResult> ResendVerificationAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var email = (await JsonBody.ReadDataAsync(http)).GetRequiredText("email");
        await mediator.Send(new ResendVerificationEmail(email, ClientAddress.From(http)), ct);
        return Results.Json(new { message = "Verification email resent" });
    }

    private static async Task<IResult> RequestPasswordResetAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadDataAsync(http);
        var email = body.GetRequiredText("email");
        await mediator.Send(new RequestPasswordReset(email, ClientAddress.From(http), body.GetText("page")), ct);
        return Results.Json(new { message = "If your email was registered with us, you'll get an email with reset link shortly", email });
    }

    private static async Task<IResult> ResetPasswordAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadDataAsync(http);
        var user = await mediator.Send(new ResetPassword(body.GetRequiredText("token"), body.GetRequiredText("password")), ct);
        return Results.Json(
            new
            {
                id = user.Id,
                email = user.Email,
                name = user.FullName,
            }
        );
    }

    private static async Task ConfirmPasswordAsync(HttpContext http) =>
        await http
            .RequestServices.GetRequiredService<IMediator>()
            .Send(new ConfirmPassword((await JsonBody.ReadDataAsync(http)).GetRequiredText("old-password")), http.RequestAborted);

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        PreflightStep.ThrowIfRejected(http);
        var body = await JsonBody.ReadDataAsync(http);
        var token = http.Features.Get<AuthenticatedToken>()?.Claims.Id;
        var user = await mediator.Send(
            new ChangePassword(body.GetRequiredText("old-password"), body.GetRequiredText("new-password"), token),
            ct
        );
        return Results.Json(
            new Dictionary<string, object?>
            {
                ["id"] = user.Id,
                ["email"] = user.Email,
                ["name"] = user.FullName,
                ["password-changed"] = true,
            }
        );
    }

    private static async Task<IResult> GetInviteEmailAsync(HttpContext http, IMediator mediator, CancellationToken ct) =>
        Results.Json(
            new { email = await mediator.Send(new GetRoleInviteEmail((await JsonBody.ReadDataAsync(http)).GetRequiredText("token")), ct) }
        );

    private static async Task<IResult> AcceptInviteAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var result = await mediator.Send(new AcceptRoleInvite((await JsonBody.ReadDataAsync(http)).GetRowKey("token")), ct);
        return Results.Json(
            new
            {
                email = result.Email,
                @event = result.Event,
                event_identifier = result.EventIdentifier,
                name = result.Name,
                role = result.Role,
            }
        );
    }

    private static async Task<IResult> ResendInviteAsync(long id, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new ResendRoleInvite(id), ct);
        return Results.Json(new { success = true, message = "Invite resent successfully" });
    }
}
