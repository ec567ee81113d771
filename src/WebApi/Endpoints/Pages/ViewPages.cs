using MediatR;
using OpenEvent.Application.Events;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.WebApi.JsonApi;

namespace OpenEvent.WebApi.Endpoints.Pages;

/// <summary>
/// What links in e-mails lead to for reading, for servers without a web frontend. What everyone may see is shown at once. For the rest the
/// person signs in on a form, and the answer to the form shows it: no session begins.
/// </summary>
internal static class ViewPages
{
    private const string Unfollow = "unfollow";

    public static void MapViewPages(this RouteTable routes)
    {
        routes.Get("/", ShowHomeAsync, RoutePermission.AnyoneIgnoringToken);
        routes.Get("/e/{ev}", ShowEventAsync, RoutePermission.AnyoneIgnoringToken);
        routes.Get("/g/{group:long}", ShowGroupAsync, RoutePermission.AnyoneIgnoringToken);
        routes.Post("/g/{group:long}", UnfollowAsync, RoutePermission.AnyoneIgnoringToken, new WithoutTransaction());
        routes.MapPrivatePage("/e/{ev}/video/{name}/{stream:long}", (http, _) => new GetStreamPage(ReadId(http, "stream")));
        routes.MapPrivatePage("/events/{ev}", (http, ev) => new GetEventTeamPage(ev));
        routes.MapPrivatePage("/events/{ev}/tickets", (http, ev) => new GetEventTeamPage(ev));
        routes.MapPrivatePage("/events/{ev}/sessions/all", (http, ev) => new GetEventSessionsPage(ev));
        routes.MapPrivatePage("/events/{ev}/export", (http, ev) => new GetExportsPage(ev));
        routes.MapPrivatePage("/my-sessions", (_, _) => new GetMySessionsPage());
        routes.MapPrivatePage("/orders/{order}/view", (http, _) => new GetOrderPage(ReadKey(http, "order")));
        routes.MapPrivatePage("/event-invoice/{invoice}/review", (http, _) => new GetInvoicePage(ReadKey(http, "invoice")));
    }

    /// <param name="create">Creates the query from the request and the key of the event in its path.</param>
    private static void MapPrivatePage(this RouteTable routes, string path, Func<HttpContext, ResourceKey, IRequest<PageView>> create)
    {
        routes.Get(path, ShowSignIn, RoutePermission.AnyoneIgnoringToken);
        routes.Post(path, ShowAsync, RoutePermission.AnyoneIgnoringToken, new WithoutTransaction());

        async Task<IResult> ShowAsync(HttpContext http, IMediator mediator, PageSignIn signIn, CancellationToken ct)
        {
            await signIn.SignInAsync(http, await FormBody.ReadAsync(http), ct);
            return PageViewHtml.Show(http, await mediator.Send(create(http, ReadKey(http, "ev")), ct));
        }
    }

    private static IResult ShowSignIn(HttpContext http) =>
        HtmlPage.Show(
            http,
            "Sign in",
            "Sign in to open this page.",
            PageForm.Create(http.Request.Path, PageForm.SignInFields(), PageForm.Button("Sign in"))
        );

    private static async Task<IResult> ShowHomeAsync(HttpContext http, IMediator mediator, CancellationToken ct) =>
        PageViewHtml.Show(http, await mediator.Send(new GetHomePage(), ct));

    private static async Task<IResult> ShowEventAsync(HttpContext http, string ev, IMediator mediator, CancellationToken ct) =>
        PageViewHtml.Show(http, await mediator.Send(new GetEventPage(new ResourceKey(ev)), ct));

    private static async Task<IResult> ShowGroupAsync(HttpContext http, long group, IMediator mediator, CancellationToken ct)
    {
        var form = PageForm.Create(
            http.Request.Path,
            "<h2>Stop following this group</h2>",
            PageForm.SignInFields(),
            PageForm.Button("Sign in and stop following", Unfollow)
        );
        return PageViewHtml.Show(http, await mediator.Send(new GetGroupPage(group), ct), form);
    }

    private static async Task<IResult> UnfollowAsync(
        HttpContext http,
        long group,
        IMediator mediator,
        PageSignIn signIn,
        CancellationToken ct
    )
    {
        await signIn.SignInAsync(http, await FormBody.ReadAsync(http), ct);
        await mediator.Send(new UnfollowGroup(group), ct);
        return HtmlPage.Show(http, "You do not follow the group", "You get no e-mails about its events.");
    }

    private static ResourceKey ReadKey(HttpContext http, string name) => new(http.Request.RouteValues[name]?.ToString() ?? "");

    private static long ReadId(HttpContext http, string name) =>
        long.Parse(http.Request.RouteValues[name]!.ToString()!, System.Globalization.CultureInfo.InvariantCulture);
}
