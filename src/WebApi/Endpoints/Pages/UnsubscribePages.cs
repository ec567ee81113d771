using MediatR;
using OpenEvent.Application.Notifications;
using OpenEvent.Domain.Common;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>
/// Stops a kind of e-mail for a recipient, with one click in a mail program (RFC 8058) or on a page, and takes it back. The token in the
/// URL decides; cookies and access tokens are not read.
/// </summary>
internal static class UnsubscribePages
{
    /// <summary>RFC 8058 §3.1: the body of the request that a mail program sends.</summary>
    private const string OneClickName = "List-Unsubscribe";

    private const string OneClickValue = "One-Click";

    public static void MapUnsubscribePages(this RouteTable routes)
    {
        routes.Get("/unsubscribe", ShowAsync, RoutePermission.AnyoneIgnoringToken);
        routes.Post("/unsubscribe", UnsubscribeAsync, RoutePermission.AnyoneIgnoringToken);
        routes.Post("/resubscribe", ResubscribeAsync, RoutePermission.AnyoneIgnoringToken);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var token = PageToken.OfLink(http);
        var (subscription, hasOptedOut) = await mediator.Send(new GetEmailSubscription(token), ct);
        if (hasOptedOut)
            return ShowStopped(http, subscription, token);
        var form = PageForm.Create(
            Link("/unsubscribe", token),
            PageForm.Hidden(OneClickName, OneClickValue),
            PageForm.Button("Stop these e-mails")
        );
        return HtmlPage.Show(http, "Stop e-mails?", $"{Describe(subscription)} are sent to {subscription.Address}.", form);
    }

    private static async Task<IResult> UnsubscribeAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var token = PageToken.OfLink(http);
        var form = await FormBody.ReadAsync(http, fromAnySite: true); // a mail program in the browser
        if (form.Text(OneClickName) != OneClickValue)
            throw RejectedException.Malformed($"The body must contain {OneClickName}={OneClickValue}.");
        return ShowStopped(http, await mediator.Send(new UnsubscribeFromEmails(token), ct), token);
    }

    private static async Task<IResult> ResubscribeAsync(HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var token = PageToken.OfLink(http);
        await FormBody.ReadAsync(http);
        var subscription = await mediator.Send(new ResubscribeToEmails(token), ct);
        return HtmlPage.Show(http, "You get these e-mails again", $"{Describe(subscription)} are sent to {subscription.Address}.");
    }

    private static IResult ShowStopped(HttpContext http, EmailSubscription subscription, string token) =>
        HtmlPage.Show(
            http,
            "You have unsubscribed",
            $"{Describe(subscription)} are no longer sent to {subscription.Address}.",
            PageForm.Create(Link("/resubscribe", token), PageForm.Button("Get them again"))
        );

    private static string Describe(EmailSubscription subscription) =>
        EmailKind.FindAbout(subscription.Action) is { } about ? $"E-mails about {about}" : $"E-mails of the kind {subscription.Action}";

    private static string Link(string path, string token) => $"{path}?token={Uri.EscapeDataString(token)}";
}
