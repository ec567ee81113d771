using MediatR;
using OpenEvent.Application.Platform;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.WebApi.Identity;

namespace OpenEvent.WebApi.Endpoints;

/// <summary>
/// Exports (docs/export-and-import.md). Each starts a task of the caller, and the answer has its URL. The routes that are GET are so in the
/// reference server; they ignore the session cookie, so a link on another site starts nothing.
/// </summary>
internal static class ExportEndpoints
{
    /// <summary>The exports of an event that start by GET: the end of the path, and the kind of the export.</summary>
    internal static readonly (string Path, string Kind)[] GetExports =
    [
        ("xcal", "xcal"),
        ("ical", "ical"),
        ("pentabarf", "pentabarf"),
        ("orders/csv", "orders-csv"),
        ("orders/pdf", "orders-pdf"),
        ("attendees/csv", "attendees-csv"),
        ("attendees/pdf", "attendees-pdf"),
        ("sessions/pdf", "sessions-pdf"),
        ("speakers/pdf", "speakers-pdf"),
        ("badges/pdf", "badges-pdf"),
    ];

    /// <summary>The exports of an event that start by POST, with a status that selects rows.</summary>
    internal static readonly (string Path, string Kind)[] PostExports =
    [
        ("sessions/csv", "sessions-csv"),
        ("speakers/csv", "speakers-csv"),
    ];

    public static void MapExports(this WebApplication app)
    {
        var routes = new RouteTable(app, "Exports");
        foreach (var (path, kind) in GetExports)
            routes.Get($"/v1/events/{{key}}/export/{path}", StartOf(kind), RoutePermission.EventTeam, new HeaderTokenOnly());
        foreach (var (path, kind) in PostExports)
            routes.Post($"/v1/events/{{key}}/export/{path}", StartWithStatusOf(kind), RoutePermission.EventTeam);
        routes.Post("/v1/events/{key}/export/json", StartArchiveAsync, RoutePermission.EventTeam);
        routes.Post("/v1/admin/export/sales/csv", StartSalesAs("sales-csv"), RoutePermission.Staff);
        routes.Post("/v1/admin/export/sales/pdf", StartSalesAs("sales-pdf"), RoutePermission.Staff);
        routes.Post("/v1/group/{group}/export/followers/csv", StartFollowersAsync, RoutePermission.GroupOwner);
        routes.Get("/v1/events/{key}.ics", GetCalendarAsync, RoutePermission.Anyone);
        routes.Get("/v1/events/{key}/schedule/xcal", GetScheduleOf("xcal"), RoutePermission.Anyone);
        routes.Get("/v1/events/{key}/schedule/pentabarf", GetScheduleOf("pentabarf"), RoutePermission.Anyone);
    }

    private static Delegate StartOf(string kind) =>
        (string key, IMediator mediator, CancellationToken ct) => StartAsync(key, kind, null, new MediaSelection(), mediator, ct);

    private static Delegate StartWithStatusOf(string kind) =>
        async (string key, HttpContext http, IMediator mediator, CancellationToken ct) =>
            await StartAsync(key, kind, await ReadStatusAsync(http), new MediaSelection(), mediator, ct);

    private static async Task<IResult> StartArchiveAsync(string key, HttpContext http, IMediator mediator, CancellationToken ct)
    {
        var body = await JsonBody.ReadOptionalAsync(http);
        var media = new MediaSelection(body.GetFlag("image"), body.GetFlag("video"), body.GetFlag("document"), body.GetFlag("audio"));
        return await StartAsync(key, "event-zip", null, media, mediator, ct);
    }

    private static Delegate StartSalesAs(string kind) =>
        async (HttpContext http, IMediator mediator, CancellationToken ct) =>
            TaskEndpoints.Started(await mediator.Send(new StartSalesExport(kind, await ReadStatusAsync(http)), ct));

    private static async Task<IResult> StartFollowersAsync(string group, IMediator mediator, CancellationToken ct) =>
        TaskEndpoints.Started(await mediator.Send(new StartFollowersExport(new ResourceKey(group)), ct));

    private static async Task<IResult> StartAsync(
        string key,
        string kind,
        string? status,
        MediaSelection media,
        IMediator mediator,
        CancellationToken ct
    ) => TaskEndpoints.Started(await mediator.Send(new StartExport(new ResourceKey(key), kind, status, media), ct));

    private static async Task<string?> ReadStatusAsync(HttpContext http) => (await JsonBody.ReadOptionalAsync(http)).GetText("status");

    private static Delegate GetScheduleOf(string kind) =>
        async (string key, IMediator mediator, CancellationToken ct) =>
        {
            var schedule = await mediator.Send(new GetPublicSchedule(new ResourceKey(key), kind), ct);
            return Results.Stream(schedule.Content, schedule.ContentType);
        };

    private static async Task GetCalendarAsync(
        string key,
        HttpContext http,
        IMediator mediator,
        ICalendarWriter calendars,
        CancellationToken ct
    )
    {
        var query = http.Request.Query;
        var calendar = await mediator.Send(new GetEventCalendar(new ResourceKey(key), IsSet("include_sessions"), IsSet("my_schedule")), ct);
        if (http.Features.Get<AuthenticatedToken>() is null)
            http.Response.Headers.CacheControl = "public, max-age=60";
        http.Response.ContentType = "text/calendar; charset=utf-8";
        if (IsSet("download"))
            http.Response.Headers.ContentDisposition = "attachment; filename=event.ics";
        await calendars.WriteAsync(calendar, http.Response.Body, ct);

        // Clients send the name alone: ?include_sessions&my_schedule
        bool IsSet(string name) => query.TryGetValue(name, out var value) && value.ToString() is not ("false" or "0");
    }
}
