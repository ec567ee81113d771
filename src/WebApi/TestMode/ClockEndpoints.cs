using System.Text.Json;
using System.Xml;
using OpenEvent.Application.Common;
using OpenEvent.Domain.Common;
using OpenEvent.WebApi.Endpoints;

namespace OpenEvent.WebApi.TestMode;

/// <summary><c>/testing/clock</c>: the time of the server. A change waits for the work that comes due by it.</summary>
internal static class ClockEndpoints
{
    private const int MaxNameLength = 100;

    private static readonly string[] Fields = ["now", "advance", "frozen"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/clock", (TestClock clock) => Results.Json(ClockJson.Describe(clock))).ExcludeFromDescription();
        routes.MapPost("/clock", ChangeAsync).ExcludeFromDescription();
        routes.MapDelete("/clock", ResetAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, TestClock clock, ITestDatabase database, CancellationToken ct)
    {
        var wait = QueryInteger.ReadWait(http, defaultSeconds: 10);
        var body = await NamedRouteBody.ReadObjectAsync(http);
        if (body.EnumerateObject().Select(f => f.Name).FirstOrDefault(name => !Fields.Contains(name)) is { } unknown)
            throw RejectedException.Invalid(
                "The fields are now, advance and frozen.",
                $"/{unknown[..Math.Min(unknown.Length, MaxNameLength)]}"
            );
        var isFrozen = ReadFrozen(body);
        var instant = ReadInstant(body, clock.GetUtcNow());
        // A frozen clock that is moved shows exactly the instant.
        if (isFrozen == true)
            clock.Freeze();
        if (instant is not null)
            clock.MoveTo(instant.Value);
        if (isFrozen == false)
            clock.Unfreeze();
        return await SettleAsync(http, clock, database, wait, ct);
    }

    private static Task<IResult> ResetAsync(HttpContext http, TestClock clock, ITestDatabase database, CancellationToken ct)
    {
        var wait = QueryInteger.ReadWait(http, defaultSeconds: 10);
        clock.Reset();
        return SettleAsync(http, clock, database, wait, ct);
    }

    private static async Task<IResult> SettleAsync(
        HttpContext http,
        TestClock clock,
        ITestDatabase database,
        TimeSpan wait,
        CancellationToken ct
    )
    {
        await database.SetTimeAsync(clock.State, ct);
        await http.RequestServices.GetRequiredService<IVisitorChanges>().ApplyAsync(eventIds: null, ct);
        return Results.Json(ClockJson.Describe(clock, await database.WaitUntilDoneAsync(wait, ct)));
    }

    /// <returns>Null if the clock is not moved.</returns>
    private static DateTimeOffset? ReadInstant(JsonElement body, DateTimeOffset now)
    {
        var (field, instant) =
            body.TryGetProperty("now", out var given) ? ("now", ParseInstant(given))
            : body.TryGetProperty("advance", out var span) ? ("advance", now + ParseSpan(span))
            : ("", null);
        if (field == "now" && body.TryGetProperty("advance", out _))
            throw RejectedException.Invalid("Give either now or advance.", "/advance");
        return instant is null || (instant >= TestClock.Earliest && instant <= TestClock.Latest)
            ? instant
            : throw RejectedException.Invalid("The clock can be set to the years 2000 to 2099.", $"/{field}");
    }

    private static DateTimeOffset? ParseInstant(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var instant)
            ? instant.ToUniversalTime()
            : throw RejectedException.Invalid("Must be an instant such as 2030-05-01T09:00:00Z.", "/now");

    private static TimeSpan ParseSpan(JsonElement value)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= 50 } text)
            {
                var span = XmlConvert.ToTimeSpan(text);
                if (span >= TimeSpan.Zero && span <= TestClock.Latest - TestClock.Earliest)
                    return span;
            }
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            // It is rejected below.
        }

        throw RejectedException.Invalid("Must be a duration such as P1D, PT90M or P1DT2H, not negative.", "/advance");
    }

    private static bool? ReadFrozen(JsonElement body) =>
        !body.TryGetProperty("frozen", out var frozen) ? null
        : frozen.ValueKind is JsonValueKind.True or JsonValueKind.False ? frozen.GetBoolean()
        : throw RejectedException.Invalid("Must be true or false.", "/frozen");
}
