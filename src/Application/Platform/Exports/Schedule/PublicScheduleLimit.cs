using OpenEvent.Application.Identity;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Limits the schedules that a request writes at once, for everyone: 60 a minute of one event for an address, 300 of all events, because a
/// school or an office has one address, and 2,000 sessions each. An export as a task has no limit.
/// </summary>
internal sealed class PublicScheduleLimit(ScheduleReader schedule, IThrottle throttle, IClientAddress address)
{
    private const int MaxSessions = 2_000;

    private static readonly RateLimit PerAddress = new("calendar-address", 300, TimeSpan.FromMinutes(1));

    private static readonly RateLimit PerAddressAndEvent = new("calendar-address-event", 60, TimeSpan.FromMinutes(1));

    /// <param name="userId">Only the favourite sessions of this user. Null: all.</param>
    /// <param name="export">The kind of the export that has no limit.</param>
    /// <param name="parameter">The query parameter that asks for the sessions. Null: the path does.</param>
    /// <exception cref="RejectedException">TooManyRequests, or Malformed: there are too many sessions.</exception>
    public async Task RequireAsync(long eventId, long? userId, string export, string? parameter, CancellationToken ct)
    {
        if (address.Current is { } client)
            await throttle.CountAsync(
                [new RateLimitedAttempt(PerAddress, client), new RateLimitedAttempt(PerAddressAndEvent, $"{client} {eventId}")],
                ct
            );
        if (await schedule.HasMoreThanAsync(MaxSessions, eventId, userId, ct))
            throw RejectedException.Malformed(
                $"The schedule has more than {MaxSessions} sessions. Start the export: /v1/events/{{id}}/export/{export}.",
                parameter
            );
    }
}
