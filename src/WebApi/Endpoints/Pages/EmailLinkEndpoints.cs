using MediatR;
using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>
/// The pages that links in e-mails open where no web frontend is configured (docs/run-in-production.md#links-in-e-mails). A GET only shows
/// a form, because mail programs open links to check them.
/// </summary>
internal static class EmailLinkEndpoints
{
    private const int MaxTokenLength = 500;

    public static void MapEmailLinks(this IEndpointRouteBuilder app)
    {
        var routes = new RouteTable(app, "E-mail links", new PageErrorFilter());
        routes.Get("/verify", ShowVerification, RoutePermission.AnyoneIgnoringToken);
        routes.Post("/verify", VerifyAsync, RoutePermission.AnyoneIgnoringToken);
        routes.Get("/reset-password", ShowPasswordReset, RoutePermission.AnyoneIgnoringToken);
        routes.Post("/reset-password", ResetPasswordAsync, RoutePermission.AnyoneIgnoringToken);
    }

    private static IResult ShowVerification(HttpContext http) =>
        HtmlPage.Show(
            http,
            "Confirm your e-mail address",
            "Press the button to confirm that this e-mail address is yours.",
            Form("/verify", Token(http.Request.Query["token"]), "", "Confirm")
        );

    private static async Task<IResult> VerifyAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(http);
        await mediator.Send(new VerifyEmail(Token(form.Text("token"))), ct);
        return HtmlPage.Show(http, "Your e-mail address is confirmed", "You can close this page and sign in.");
    }

    private static IResult ShowPasswordReset(HttpContext http) =>
        HtmlPage.Show(
            http,
            "Choose a new password",
            "You will be signed out everywhere, and sign in with the new password.",
            Form(
                "/reset-password",
                Token(http.Request.Query["token"]),
                """<label>New password<input type="password" name="password" autocomplete="new-password" required></label>""",
                "Save the password"
            )
        );

    private static async Task<IResult> ResetPasswordAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(http);
        await mediator.Send(new ResetPassword(Token(form.Text("token")), form.Text("password") ?? ""), ct);
        return HtmlPage.Show(http, "Your password is saved", "You can close this page and sign in.");
    }

    private static string Token(string? text) =>
        text is { Length: > 0 and <= MaxTokenLength }
            ? text
            : throw RejectedException.Malformed("The link is incomplete. Open it again from the e-mail.", "token");

    private static string Form(string action, string token, string fields, string button) =>
        $"""
            <form method="post" action="{action}">
            <input type="hidden" name="token" value="{HtmlPage.Encode(token)}">
            {fields}
            <button>{button}</button>
            </form>
            """;
}
