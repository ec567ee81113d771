using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Bench;

/// <summary>A minimal API for the measured routes, with EF Core without tracking and a handwritten JSON writer.</summary>
internal static class BaselineServer
{
    public static WebApplication Build(string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDbContextPool<BaselineDb>(options =>
            options
                .UseNpgsql($"{connectionString};Max Auto Prepare=200;Auto Prepare Min Usages=3;No Reset On Close=true")
                .UseSnakeCaseNamingConvention()
        );
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/v1/events", ListAsync);
        app.MapGet("/v1/events/{id:long}", GetAsync);
        return app;
    }

    private static async Task ListAsync(HttpContext http, BaselineDb db)
    {
        var size = int.Parse(http.Request.Query["page[size]"]!, System.Globalization.CultureInfo.InvariantCulture);
        var published = db.Events.AsNoTracking().Where(e => e.State == EventState.Published && e.DeletedAt == null);
        var rows = await published.OrderBy(e => e.Id).Take(size).ToListAsync(http.RequestAborted);
        var count = await published.LongCountAsync(http.RequestAborted);
        http.Response.ContentType = "application/vnd.api+json";
        BaselineDocument.WriteList(http.Response.BodyWriter, rows, count, http.Request, size);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static async Task GetAsync(HttpContext http, BaselineDb db, long id)
    {
        var row = await db
            .Events.AsNoTracking()
            .SingleAsync(e => e.Id == id && e.State == EventState.Published && e.DeletedAt == null, http.RequestAborted);
        http.Response.ContentType = "application/vnd.api+json";
        if (http.Request.Query.ContainsKey("include"))
            BaselineDocument.WriteWithProgram(
                http.Response.BodyWriter,
                row,
                await TicketsAsync(db, id, http.RequestAborted),
                await SessionsAsync(db, id, http.RequestAborted)
            );
        else
            BaselineDocument.WriteOne(http.Response.BodyWriter, row);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static Task<List<Ticket>> TicketsAsync(BaselineDb db, long eventId, CancellationToken ct) =>
        db.Set<Ticket>()
            .AsNoTracking()
            .Where(t => t.EventId == eventId && !t.IsHidden && t.DeletedAt == null)
            .OrderBy(t => t.Id)
            .ToListAsync(ct);

    private static Task<List<SessionRow>> SessionsAsync(BaselineDb db, long eventId, CancellationToken ct) =>
        db.Set<Session>()
            .AsNoTracking()
            .Where(s =>
                s.EventId == eventId && (s.State == SessionState.Accepted || s.State == SessionState.Confirmed) && s.DeletedAt == null
            )
            .OrderBy(s => s.Id)
            .Select(s => new SessionRow
            {
                Session = s,
                Favourites = s.Favourites.Count(),
                Ratings = s.Feedbacks.Count(f => f.DeletedAt == null),
                AverageRating = s.Feedbacks.Where(f => f.DeletedAt == null).Average(f => (double?)f.Rating),
            })
            .ToListAsync(ct);
}
