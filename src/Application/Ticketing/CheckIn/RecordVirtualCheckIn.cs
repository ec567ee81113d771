using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Program;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Ticketing;

/// <summary>
/// Records that the caller enters or leaves the online venue of an event. For attendees whose order is completed or placed, by their
/// verified address. A repeated check-in changes nothing: clients repeat the request when a page is loaded again.
/// </summary>
/// <param name="IsCheckIn">Null: missing in the request, or not a boolean.</param>
/// <param name="Type"><see cref="AtEvent"/> or <see cref="InRoom"/>.</param>
/// <param name="RoomId">The room, for <see cref="InRoom"/>.</param>
[TokenModule(TokenModule.Attendees)]
internal sealed record RecordVirtualCheckIn(ResourceKey Event, bool? IsCheckIn, string? Type, long? RoomId) : ICommand<Unit>
{
    public const string AtEvent = "event";
    public const string InRoom = "room";

    internal sealed class Rules : AbstractValidator<RecordVirtualCheckIn>
    {
        public Rules()
        {
            RuleFor(c => c.IsCheckIn).NotNull().WithMessage("Must be true or false.").At("/is_check_in");
            RuleFor(c => c.Type).Must(t => t is AtEvent or InRoom).WithMessage($"Must be {AtEvent} or {InRoom}.").At("/check_in_type");
            RuleFor(c => c.RoomId)
                .NotNull()
                .When(c => c.Type == InRoom)
                .WithMessage("The room is required, as the number of its id.")
                .At("/microlocation_id");
        }
    }

    internal sealed class Handler(IData data, IAuthorization authorization, EventFinder events, IThrottle throttle, TimeProvider clock)
        : IRequestHandler<RecordVirtualCheckIn, Unit>
    {
        private static readonly RateLimit PerUser = new("virtual-check-in-user", 60, TimeSpan.FromHours(1));

        public async Task<Unit> Handle(RecordVirtualCheckIn command, CancellationToken ct)
        {
            authorization.RequireSignIn("Sign in to check in.");
            var eventId = await events.GetVisibleIdAsync(command.Event, ct);
            var attendee = await FindAttendeeAsync(eventId, ct) ?? 0;
            authorization
                .Require(Decision.AllowIf(attendee != 0, "You have no valid ticket for this event."))
                .Create<VirtualCheckIn>(c => c.AttendeeId == attendee && c.EventId == eventId)
                .Change<VirtualCheckIn>(c => c.AttendeeId == attendee, nameof(VirtualCheckIn.CheckedOutAt));
            var room = command.Type == InRoom ? command.RoomId : null;
            if (
                room is not null
                && !await data.Set<Microlocation>().AnyAsync(m => m.Id == room && m.EventId == eventId && m.DeletedAt == null, ct)
            )
                throw RejectedException.NotFound("microlocation", $"{room}", "/microlocation_id");

            await throttle.CountAsync([new RateLimitedAttempt(PerUser, $"{authorization.Actor.UserId}")], ct);
            await data.LockRowAsync<Attendee>(attendee, ct);
            var open = await data.Set<VirtualCheckIn>()
                .SingleOrDefaultAsync(c => c.AttendeeId == attendee && c.MicrolocationId == room && c.CheckedOutAt == null, ct);
            if (command.IsCheckIn == false)
                (open ?? throw RejectedException.Invalid("You are not checked in there.", "/is_check_in")).CheckedOutAt = clock.GetUtcNow();
            else if (open is null)
                data.Set<VirtualCheckIn>()
                    .Add(
                        new VirtualCheckIn
                        {
                            EventId = eventId,
                            AttendeeId = attendee,
                            MicrolocationId = room,
                            CheckedInAt = clock.GetUtcNow(),
                        }
                    );
            return Unit.Value;
        }

        /// <summary>The first valid ticket with the caller's address: a person with several tickets is checked in with the first.</summary>
        private async Task<long?> FindAttendeeAsync(long eventId, CancellationToken ct) =>
            authorization.Actor.VerifiedEmail is not { } verifiedEmail
                ? null
                : await data.Set<Attendee>()
                    .Where(a => a.EventId == eventId && a.DeletedAt == null && a.Email == verifiedEmail)
                    .Where(Attendee.HasValidTicket)
                    .OrderBy(a => a.Id)
                    .Select(a => (long?)a.Id)
                    .FirstOrDefaultAsync(ct);
    }
}
