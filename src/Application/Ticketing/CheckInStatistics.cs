using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>How many have passed the event's stations today, in the event's zone; counted from the rows themselves, so that it is right at any time.</summary>
internal sealed record CheckInStatistics(Key Event) : IRequest<CheckInStatistics.Counts>
{
    /// <param name="Attendees">With a ticket that admits.</param>
    /// <param name="Registered">Of them, those registered today.</param>
    internal sealed record Counts(int Attendees, int Registered, int CheckedIn, int CheckedOut);

    internal sealed class Handler(IData data, IGate gate, ResourceCatalog catalog, TimeProvider clock) : IRequestHandler<CheckInStatistics, Counts>
    {
        public async Task<Counts> Handle(CheckInStatistics query, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn || gate.Actor.IsStaff, "Registrar access is required."));
            var events = catalog.Of<Event>();
            var e = await data.Set<Event>().AsNoTracking().Where(query.Event.On(events)).Where(x => x.DeletedAt == null).SingleOrDefaultAsync(ct) ?? throw Refused.Missing("event", query.Event.Text);
            gate.Require(UserCheckInPolicy.Registers(gate.Actor, e.Id));
            var today = Door.DayOf(clock.GetUtcNow(), e);
            var attendees = await data.Set<Attendee>().CountAsync(
                a => a.EventId == e.Id && a.DeletedAt == null && a.Order != null && (a.Order.Status == OrderStatus.Completed || a.Order.Status == OrderStatus.Placed), ct);
            var passed = await data.Set<UserCheckIn>().Where(c => c.EventId == e.Id && c.Day == today).GroupBy(c => c.StationType)
                .Select(g => new { g.Key, People = g.Select(c => c.TicketHolderId).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.People, ct);
            return new Counts(attendees, passed.GetValueOrDefault(Station.Registration), passed.GetValueOrDefault(Station.CheckIn), passed.GetValueOrDefault(Station.CheckOut));
        }
    }
}

/// <summary>Whether an attendee is registered, and when.</summary>
internal sealed record RegistrationState(long EventId, long AttendeeId) : IRequest<RegistrationState.Answer>
{
    internal sealed record Answer(bool IsRegistered, string? RegisterTimes);

    internal sealed class Handler(IData data, IGate gate) : IRequestHandler<RegistrationState, Answer>
    {
        public async Task<Answer> Handle(RegistrationState query, CancellationToken ct)
        {
            gate.Require(Decision.When(gate.Actor.IsSignedIn || gate.Actor.IsStaff, "Registrar access is required."));
            if (!await data.Set<Event>().AnyAsync(e => e.Id == query.EventId && e.DeletedAt == null, ct)) throw Refused.Missing("event", Key.Of(query.EventId).Text);
            gate.Require(UserCheckInPolicy.Registers(gate.Actor, query.EventId));
            return await data.Set<Attendee>().Where(a => a.Id == query.AttendeeId && a.EventId == query.EventId && a.DeletedAt == null)
                .Select(a => new Answer(a.IsRegistered, a.RegisterTimes)).SingleOrDefaultAsync(ct) ?? throw Refused.Missing("attendee", Key.Of(query.AttendeeId).Text);
        }
    }
}
