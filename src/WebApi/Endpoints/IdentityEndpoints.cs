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
        var plain = app.MapGroup("").WithTags("Accounts").AddEndpointFilter(new AuthErrors(allPlain: true));
        var documents = app.MapGroup("").WithTags("Accounts").AddEndpointFilter(new AuthErrors(allPlain: false));

        const string credentials = """{"email": "ann@example.org", "password": "correct horse"}""";
        const string session = """{"access_token": "eyJhbGciOi…"}""",
            token = """{"data": {"token": "…"}}""",
            email = """{"data": {"email": "ann@example.org"}}""",
            success = """{"success": true}""";
        foreach (var route in (ReadOnlySpan<string>)["/auth/session", "/v1/auth/login"])
            plain
                .MapPost(route, SignInAsync)
                .WithMetadata(new IgnoresToken())
                .Says(
                    "Signs in",
                    """{"email": "ann@example.org", "password": "correct horse", "remember-me?": false, "include-in-response?": false}""",
                    """{"access_token": "eyJhbGciOi…", "refresh_token?": "eyJhbGciOi…"}"""
                );
        plain
            .MapPost("/v1/auth/fresh-login", FreshSignInAsync)
            .Says("Signs in once more, for what needs a fresh token", credentials, session);
        plain
            .MapPost("/v1/auth/token/refresh", RefreshAsync)
            .WithMetadata(new IgnoresToken())
            .Says("Gives a new access token for a refresh token", answer: session);
        plain
            .MapPost("/v1/auth/logout", SignOut)
            .WithMetadata(new IgnoresToken())
            .Says("Forgets the session's cookies; its tokens stay valid", answer: success);
        plain.MapPost("/v1/auth/blacklist", RevokeAsync).Says("Ends every token of the caller, everywhere", answer: success);
        plain
            .MapPost("/v1/auth/verify-password", VerifyPasswordAsync)
            .Says("Says whether this is the caller's password", """{"password": "correct horse"}""", """{"result": true}""");
        foreach (var route in (ReadOnlySpan<string>)["/v1/users/check_email", "/v1/users/checkEmail"])
            plain
                .MapPost(route, CheckEmailAsync)
                .Says("Says whether an account has this address", """{"email": "ann@example.org"}""", """{"exists": true}""");
        plain.MapGet("/v1/users/user-details/get-user-id", WhoAmIAsync).Says("Says who the caller is", answer: """{"user_id": 7}""");

        documents
            .MapPost("/v1/auth/verify-email", VerifyEmailAsync)
            .WithMetadata(new IgnoresToken())
            .Says("Verifies an address with the token that was mailed to it", token, """{"message": "Email Verified"}""");
        documents
            .MapPost("/v1/auth/resend-verification-email", ResendVerificationAsync)
            .Says("Mails a new token for verifying an address", email, """{"message": "Verification email resent"}""");
        documents
            .MapPost("/v1/auth/reset-password", RequestResetAsync)
            .WithMetadata(new IgnoresToken())
            .Says(
                "Mails a link for setting a new password; answers the same for unknown addresses",
                email,
                """{"message": "…", "email": "ann@example.org"}"""
            );
        documents
            .MapPatch("/v1/auth/reset-password", ResetAsync)
            .WithMetadata(new IgnoresToken())
            .Says(
                "Sets a new password with the token that was mailed",
                """{"data": {"token": "…", "password": "correct horse"}}""",
                """{"id": 7, "email": "ann@example.org", "name": "Ann Lee"}"""
            );
        documents
            .MapPost("/v1/auth/change-password", ChangePasswordAsync)
            .Says(
                "Changes the caller's password; needs a fresh token",
                """{"data": {"old-password": "correct horse", "new-password": "battery staple"}}""",
                """{"id": 7, "email": "ann@example.org", "name": "Ann Lee", "password-changed": true}"""
            );
        documents
            .MapPost("/v1/role_invites/user", InviteOfTokenAsync)
            .Says("Says whom an invite is for", token, """{"email": "ann@example.org"}""");
        documents
            .MapPost("/v1/role_invites/accept-invite", AcceptInviteAsync)
            .Says(
                "Accepts an invite to an event's team",
                token,
                """{"email": "ann@example.org", "event": 3, "event_identifier": "a1b2c3d4", "name": "Science Day", "role": "organizer"}"""
            );
        documents
            .MapPost("/v1/role-invites/{id:long}/resend-invite", ResendInviteAsync)
            .Says("Mails an invite again", answer: """{"success": true, "message": "Invite resent successfully"}""");
    }

    private static async Task<IResult> SignInAsync(HttpContext http, IMediator mediator, AuthSettings settings, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http);
        var (email, password) = CredentialsOf(body);
        var remember = body.Flag("remember-me");
        var session = await mediator.Send(new SignIn(email, password, remember, ClientAddress.Of(http)), ct);
        if (remember && body.Flag("include-in-response"))
            return Results.Json(new { access_token = session.AccessToken, refresh_token = session.RefreshToken });
        if (remember)
            SessionCookies.Set(http, session, settings);
        return Results.Json(new { access_token = session.AccessToken });
    }

    private static async Task<IResult> FreshSignInAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var (email, password) = CredentialsOf(await JsonBody.ReadAsync(http));
        var session = await mediator.Send(new FreshSignIn(email, password, ClientAddress.Of(http)), ct);
        return Results.Json(new { access_token = session.AccessToken });
    }

    private static (string Email, string Password) CredentialsOf(JsonBody body) =>
        (body.Text("email") ?? body.Text("username"), body.Text("password")) is ({ } email, { } password)
            ? (email, password)
            : throw Refused.Malformed("username or password missing");

    private static async Task<IResult> RefreshAsync(HttpContext http, ITokens tokens, IMediator mediator, CancellationToken ct)
    {
        var source = TokenSource.Of(http.Request, TokenSource.RefreshCookie) ?? throw Refused.Unauthenticated("Missing refresh token");
        if (await JwtAuthentication.VerifyAsync(http, tokens, source, TokenKind.Refresh) is not { } claims)
            return Results.Empty;
        var session = await mediator.Send(new RefreshToken(claims), ct);
        return Results.Json(new { access_token = session.AccessToken });
    }

    /// <summary>Forgets the session on this device. The tokens stay valid elsewhere: ending them is <c>blacklist</c>'s.</summary>
    private static IResult SignOut(HttpContext http)
    {
        SessionCookies.Clear(http);
        return Results.Json(new { success = true });
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new RevokeTokens(), ct);
        SessionCookies.Clear(http);
        return Results.Json(new { success = true });
    }

    private static async Task<IResult> VerifyPasswordAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadAsync(http);
        return Results.Json(new { result = await mediator.Send(new VerifyPassword(body.Required("password")), ct) });
    }

    private static async Task<IResult> CheckEmailAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var email = (await JsonBody.ReadAsync(http)).Text("email") ?? throw Refused.Invalid("email missing", "/email");
        return Results.Json(new { exists = await mediator.Send(new CheckEmail(email, ClientAddress.Of(http)), ct) });
    }

    private static async Task<IResult> WhoAmIAsync(IMediator mediator, CancellationToken ct) =>
        Results.Json(new { user_id = await mediator.Send(new WhoAmI(), ct) });

    private static async Task<IResult> VerifyEmailAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new VerifyEmail((await JsonBody.ReadDataAsync(http)).Required("token")), ct);
        return Results.Json(new { message = "Email Verified" });
    }

    private static async Task<IResult> ResendVerificationAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var email = (await JsonBody.ReadDataAsync(http)).Required("email");
        await mediator.Send(new ResendVerification(email, ClientAddress.Of(http)), ct);
        return Results.Json(new { message = "Verification email resent" });
    }

    private static async Task<IResult> RequestResetAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var email = (await JsonBody.ReadDataAsync(http)).Required("email");
        await mediator.Send(new RequestPasswordReset(email, ClientAddress.Of(http)), ct);
        return Results.Json(new { message = "If your email was registered with us, you'll get an email with reset link shortly", email });
    }

    private static async Task<IResult> ResetAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadDataAsync(http);
        var user = await mediator.Send(new ResetPassword(body.Required("token"), body.Required("password")), ct);
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
        var token = http.Features.Get<TokenInHand>()?.Claims.Id;
        var user = await mediator.Send(new ChangePassword(body.Required("old-password"), body.Required("new-password"), token), ct);
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

    private static async Task<IResult> InviteOfTokenAsync(HttpContext http, IMediator mediator, CancellationToken ct) =>
        Results.Json(
            new { email = await mediator.Send(new RoleInviteOfToken((await JsonBody.ReadDataAsync(http)).Required("token")), ct) }
        );

    private static async Task<IResult> AcceptInviteAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var done = await mediator.Send(new AcceptRoleInvite((await JsonBody.ReadDataAsync(http)).Required("token")), ct);
        return Results.Json(
            new
            {
                email = done.Email,
                @event = done.Event,
                event_identifier = done.EventIdentifier,
                name = done.Name,
                role = done.Role,
            }
        );
    }

    private static async Task<IResult> ResendInviteAsync(long id, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new ResendRoleInvite(id), ct);
        return Results.Json(new { success = true, message = "Invite resent successfully" });
    }
}
