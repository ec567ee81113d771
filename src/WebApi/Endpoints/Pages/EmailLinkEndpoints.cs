using MediatR;
using OpenEvent.Application.Identity;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>
/// The pages of the links that an account needs, for servers without a web frontend (docs/run-in-production.md#links-in-e-mails). A GET
/// only shows a form, because mail programs open links to check them.
/// </summary>
internal static class EmailLinkEndpoints
{
    public static void MapEmailLinks(this IEndpointRouteBuilder app)
    {
        var routes = new RouteTable(app, "E-mail links", new PageErrorFilter());
        routes.Get("/verify", ShowVerification, RoutePermission.AnyoneIgnoringToken);
        routes.Post("/verify", VerifyAsync, RoutePermission.AnyoneIgnoringToken);
        routes.Get("/reset-password", ShowPasswordReset, RoutePermission.AnyoneIgnoringToken);
        routes.Post("/reset-password", ResetPasswordAsync, RoutePermission.AnyoneIgnoringToken);
        routes.MapUnsubscribePages();
        routes.MapInvitePages();
        routes.MapViewPages();
    }

    private static IResult ShowVerification(HttpContext http) =>
        HtmlPage.Show(
            http,
            "Confirm your e-mail address",
            "Press the button to confirm that this e-mail address is yours.",
            PageForm.Create("/verify", PageForm.Hidden("token", PageToken.OfLink(http)), PageForm.Button("Confirm"))
        );

    private static async Task<IResult> VerifyAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(http);
        await mediator.Send(new VerifyEmail(PageToken.Read(form.Text("token"))), ct);
        return HtmlPage.Show(http, "Your e-mail address is confirmed", "You can close this page and sign in.");
    }

    private static IResult ShowPasswordReset(HttpContext http) =>
        HtmlPage.Show(
            http,
            "Choose a new password",
            "You will be signed out everywhere, and sign in with the new password.",
            PageForm.Create(
                "/reset-password",
                PageForm.Hidden("token", PageToken.OfLink(http)),
                PageForm.Field("New password", """type="password" name="password" autocomplete="new-password" required"""),
                PageForm.Button("Save the password")
            )
        );

    private static async Task<IResult> ResetPasswordAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(http);
        await mediator.Send(new ResetPassword(PageToken.Read(form.Text("token")), form.Text("password") ?? ""), ct);
        return HtmlPage.Show(http, "Your password is saved", "You can close this page and sign in.");
    }
}
