using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Identity;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>
/// Sends a question to the owner and organizers of an event. The sender gets a copy only if their address is verified. Otherwise the server
/// could be used to send any text to any address.
/// </summary>
/// <param name="ClientAddress">The caller's IP address, for the rate limit.</param>
internal sealed record SendOrganizerMessage(ResourceKey Event, string? Message, string ClientAddress) : ICommand<Unit>
{
    private const int MaxMessageLength = 5000;

    private static readonly RateLimit PerUser = new("ask-organizers-user", 10, TimeSpan.FromHours(1));
    private static readonly RateLimit PerEvent = new("ask-organizers-event", 60, TimeSpan.FromHours(1));
    private static readonly RateLimit PerClientAddress = new("ask-organizers-address", 60, TimeSpan.FromHours(1));

    internal sealed class Rules : AbstractValidator<SendOrganizerMessage>
    {
        public Rules() =>
            RuleFor(c => c.Message)
                .Must(message => message?.Trim().Length is >= 1 and <= MaxMessageLength)
                .WithMessage($"The message must have 1 to {MaxMessageLength} characters.")
                .At("/email");
    }

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        IThrottle throttle,
        IOutbox outbox,
        IFrontend frontend
    ) : IRequestHandler<SendOrganizerMessage, Unit>
    {
        private static readonly EventPolicy Policy = new();

        public async Task<Unit> Handle(SendOrganizerMessage command, CancellationToken ct)
        {
            authorization.Require(Decision.AllowIf(authorization.Actor.IsSignedIn, "Sign in to write to the organizers."));
            var e = await data.Set<Event>()
                .AsNoTracking()
                .Where(command.Event.Matches(catalog.Of<Event>()))
                .Where(Policy.Visible(authorization.Actor))
                .SingleOrDefaultAsync(x => x.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("event", command.Event.Text);
            var sender = await data.Set<User>().AsNoTracking().SingleAsync(u => u.Id == authorization.Actor.UserId, ct);
            await throttle.CountAsync(
                [
                    new RateLimitedAttempt(PerUser, $"{sender.Id}"),
                    new RateLimitedAttempt(PerEvent, $"{e.Id}"),
                    new RateLimitedAttempt(PerClientAddress, command.ClientAddress),
                ],
                ct
            );

            var email = new ContactOrganizers(
                e.Name,
                sender.FullName ?? sender.Email,
                sender.Email,
                command.Message!.Trim(),
                await frontend.LinkAsync($"/e/{Uri.EscapeDataString(e.Identifier)}", ct),
                IsCopy: false
            );
            var key = $"{nameof(ContactOrganizers)} {Guid.NewGuid():n}";
            foreach (var member in (await data.GetTeamAsync(e.Id, ct)).Where(m => m is { IsOrganizer: true, IsReachable: true }))
                outbox.AddEmail($"{key} {member.Email}", member.Email, email);
            if (sender.IsVerified)
                outbox.AddEmail($"{key} copy", sender.Email, email with { IsCopy = true });
            return Unit.Value;
        }
    }
}
