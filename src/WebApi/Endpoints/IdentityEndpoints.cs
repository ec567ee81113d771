using MediatR;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Description;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>Sign-in, accounts and invites outside JSON:API (spec/openevent/non-jsonapi.md §1 and §4).</summary>
internal static class IdentityEndpoints
{
    public static void MapIdentity(this IEndpointRouteBuilder app)
    {
        var plain = app.MapGroup("").WithTags("Accounts").AddEndpointFilter(new AuthErrorFilter(alwaysPlain: true));
        var jsonApi = app.MapGroup("").WithTags("Accounts").AddEndpointFilter(new AuthErrorFilter(alwaysPlain: false));

        const string credentials = """{"email": "ann@example.org", "password": "correct horse"}""";
        const string session = """{"access_token": "eyJhbGciOi…"}""",
            token = """{"data": {"token": "…"}}""",
            email = """{"data": {"email": "ann@example.org"}}""",
            success = """{"success": true}""";
        foreach (var route in (ReadOnlySpan<string>)["/auth/session", "/v1/auth/login"])
            plain
                .MapPost(route, SignInAsync)
                .WithMetadata(new IgnoreTokenMetadata())
                .Describe(
                    "Signs in",
                    """{"email": "ann@example.org", "password": "correct horse", "remember-me?": false, "include-in-response?": false}""",
                    """{"access_token": "eyJhbGciOi…", "refresh_token?": "eyJhbGciOi…"}"""
                );
        plain
            .MapPost("/v1/auth/fresh-login", FreshSignInAsync)
            .Describe("Signs in once more, for what needs a fresh token", credentials, session);
        plain
            .MapPost("/v1/auth/token/refresh", RefreshAsync)
            .WithMetadata(new IgnoreTokenMetadata())
            .Describe("Gives a new access token for a refresh token", responseExample: session);
        plain
            .MapPost("/v1/auth/logout", SignOut)
            .WithMetadata(new IgnoreTokenMetadata())
            .Describe("Forgets the session's cookies; its tokens stay valid", responseExample: success);
        plain
            .MapPost("/v1/auth/blacklist", RevokeTokensAsync)
            .Describe("Ends every token of the caller, everywhere", responseExample: success);
        plain
            .MapPost("/v1/auth/verify-password", VerifyPasswordAsync)
            .Describe("Says whether this is the caller's password", """{"password": "correct horse"}""", """{"result": true}""");
        foreach (var route in (ReadOnlySpan<string>)["/v1/users/check_email", "/v1/users/checkEmail"])
            plain
                .MapPost(route, CheckEmailAsync)
                .Describe("Says whether an account has this address", """{"email": "ann@example.org"}""", """{"exists": true}""");
        plain
            .MapGet("/v1/users/user-details/get-user-id", GetCurrentUserAsync)
            .Describe("Says who the caller is", responseExample: """{"user_id": 7}""");

        jsonApi
            .MapPost("/v1/auth/verify-email", VerifyEmailAsync)
            .WithMetadata(new IgnoreTokenMetadata())
            .Describe("Verifies an address with the token that was mailed to it", token, """{"message": "Email Verified"}""");
        jsonApi
            .MapPost("/v1/auth/resend-verification-email", ResendVerificationAsync)
            .Describe("Mails a new token for verifying an address", email, """{"message": "Verification email resent"}""");
        jsonApi
            .MapPost("/v1/auth/reset-password", RequestPasswordResetAsync)
            .WithMetadata(new IgnoreTokenMetadata())
            .Describe(
                "Mails a link for setting a new password; answers the same for unknown addresses",
                email,
                """{"message": "…", "email": "ann@example.org"}"""
            );
        jsonApi
            .MapPatch("/v1/auth/reset-password", ResetPasswordAsync)
            .WithMetadata(new IgnoreTokenMetadata())
            .Describe(
                "Sets a new password with the token that was mailed",
                """{"data": {"token": "…", "password": "correct horse"}}""",
                """{"id": 7, "email": "ann@example.org", "name": "Ann Lee"}"""
            );
        jsonApi
            .MapPost("/v1/auth/change-password", ChangePasswordAsync)
            .Describe(
                "Changes the caller's password; needs a fresh token",
                """{"data": {"old-password": "correct horse", "new-password": "battery staple"}}""",
                """{"id": 7, "email": "ann@example.org", "name": "Ann Lee", "password-changed": true}"""
            );
        jsonApi
            .MapPost("/v1/role_invites/user", GetInviteEmailAsync)
            .Describe("Says whom an invite is for", token, """{"email": "ann@example.org"}""");
        jsonApi
            .MapPost("/v1/role_invites/accept-invite", AcceptInviteAsync)
            .Describe(
                "Accepts an invite to an event's team",
                token,
                """{"email": "ann@example.org", "event": 3, "event_identifier": "a1b2c3d4", "name": "Science Day", "role": "organizer"}"""
            );
        jsonApi
            .MapPost("/v1/role-invites/{id:long}/resend-invite", ResendInviteAsync)
            .Describe("Mails an invite again", responseExample: """{"success": true, "message": "Invite resent successfully"}""");
    }

    private static async Task<IResult> SignInAsync(HttpContext http, IMediator mediator, AuthSettings settings, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http);
        var (email, password) = ReadCredentials(body);
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
        var (email, password) = ReadCredentials(await JsonBody.ReadAsync(http));
        var session = await mediator.Send(new FreshSignIn(email, password, ClientAddress.From(http)), ct);
        return Results.Json(new { access_token = session.AccessToken });
    }

    private static (string Email, string Password) ReadCredentials(JsonBody body) =>
        (body.GetText("email") ?? body.GetText("username"), body.GetText("password")) is ({ } email, { } password)
            ? (email, password)
            : throw RejectedException.Malformed("username or password missing");

    private static async Task<IResult> RefreshAsync(HttpContext http, ITokenSigner tokenSigner, IMediator mediator, CancellationToken ct)
    {
        var requestToken = RequestToken.Read(http.Request, RequestToken.RefreshCookie)
            ?? throw RejectedException.Unauthenticated("Missing refresh token");
        if (await JwtAuthenticationMiddleware.VerifyAsync(http, tokenSigner, requestToken, TokenKind.Refresh) is not { } claims)
            return Results.Empty;
        var session = await mediator.Send(new RefreshAccessToken(claims), ct);
        return Results.Json(new { access_token = session.AccessToken });
    }

    /// <summary>Forgets the session on this device. The tokens stay valid elsewhere: ending them is <c>blacklist</c>'s.</summary>
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
        var email = (await JsonBody.ReadDataAsync(http)).GetRequiredText("email");
        await mediator.Send(new RequestPasswordReset(email, ClientAddress.From(http)), ct);
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

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
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
        var result = await mediator.Send(new AcceptRoleInvite((await JsonBody.ReadDataAsync(http)).GetRequiredText("token")), ct);
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
