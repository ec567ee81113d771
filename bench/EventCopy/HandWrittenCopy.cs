using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Bench.EventCopy;

/// <summary>
/// A minimal API that copies an event by hand with EF Core, in one transaction: it knows the types, reads them without tracking, and
/// inserts the same objects again. It checks no permission.
/// </summary>
internal static class HandWrittenCopy
{
    public static WebApplication Build(string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDbContextPool<HandWrittenDb>(options =>
            options
                .UseNpgsql($"{connectionString};Max Auto Prepare=200;Auto Prepare Min Usages=3;No Reset On Close=true")
                .UseSnakeCaseNamingConvention()
        );
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/events/{id:long}/copy", CopyAsync);
        return app;
    }

    private static async Task<IResult> CopyAsync(HttpContext http, HandWrittenDb db, long id)
    {
        var ct = http.RequestAborted;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var copy = await db.Set<Event>().AsNoTracking().SingleAsync(e => e.Id == id && e.DeletedAt == null, ct);
        copy.Id = 0;
        copy.State = EventState.Draft;
        copy.Identifier = RandomNumberGenerator.GetHexString(7, lowercase: true) + "x";
        db.Add(copy);
        await CopyAllAsync<Track>(db, id, copy, ct);
        await CopyAllAsync<Sponsor>(db, id, copy, ct);
        await CopyAllAsync<Faq>(db, id, copy, ct);
        foreach (var ticket in await CopyAllAsync<Ticket>(db, id, copy, ct))
            db.Add(new TicketSeats { Ticket = ticket, Quantity = ticket.Quantity });
        foreach (var role in await db.Set<UsersEventsRole>().AsNoTracking().Where(r => r.EventId == id).ToListAsync(ct))
        {
            (role.Id, role.EventId, role.Event) = (0, 0, copy);
            db.Add(role);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Results.Json(
            new
            {
                copy.Id,
                copy.Identifier,
                Copied = true,
            }
        );
    }

    private static async Task<List<T>> CopyAllAsync<T>(HandWrittenDb db, long id, Event copy, CancellationToken ct)
        where T : EventContent, ISoftDeleted
    {
        var rows = await db.Set<T>().AsNoTracking().Where(r => r.EventId == id && r.DeletedAt == null).ToListAsync(ct);
        foreach (var row in rows)
        {
            (row.Id, row.EventId, row.Event) = (0, 0, copy);
            db.Add(row);
        }

        return rows;
    }
}
