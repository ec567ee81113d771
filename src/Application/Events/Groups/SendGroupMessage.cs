using System.Globalization;
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
/// Sends a question to the owner and the organizers of a group. The sender gets a copy only if their address is verified. Otherwise the
/// server could be used to send any text to any address.
/// </summary>
/// <param name="ClientAddress">The caller's IP address, for the rate limit.</param>
internal sealed record SendGroupMessage(ResourceKey Group, string? Message, string ClientAddress) : ICommand<Unit>
{
    private const int MaxMessageLength = 5000;

    /// <summary>One question makes at most this many e-mails. The owner always gets one.</summary>
    private const int MaxRecipients = 100;

    private static readonly RateLimit PerUser = new("ask-group-user", 10, TimeSpan.FromHours(1));
    private static readonly RateLimit PerGroup = new("ask-group-group", 60, TimeSpan.FromHours(1));
    private static readonly RateLimit PerClientAddress = new("ask-group-address", 60, TimeSpan.FromHours(1));

    internal sealed class Rules : AbstractValidator<SendGroupMessage>
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
    ) : IRequestHandler<SendGroupMessage, Unit>
    {
        public async Task<Unit> Handle(SendGroupMessage command, CancellationToken ct)
        {
            authorization.Require(Decision.AllowIf(authorization.Actor.IsSignedIn, "Sign in to write to the organizers."));
            var group = await data.Set<Group>()
                .AsNoTracking()
                .Where(command.Group.Matches(catalog.Of<Group>()))
                .SingleOrDefaultAsync(g => g.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("group", command.Group.Text);
            var sender = await data.Set<User>().AsNoTracking().SingleAsync(u => u.Id == authorization.Actor.UserId, ct);
            await throttle.CountAsync(
                [
                    new RateLimitedAttempt(PerUser, $"{sender.Id}"),
                    new RateLimitedAttempt(PerGroup, $"{group.Id}"),
                    new RateLimitedAttempt(PerClientAddress, command.ClientAddress),
                ],
                ct
            );

            var email = new ContactGroupOrganizers(
                group.Name,
                sender.FullName ?? sender.Email,
                sender.Email,
                command.Message!.Trim(),
                await frontend.LinkAsync(string.Create(CultureInfo.InvariantCulture, $"/g/{group.Id}"), ct),
                IsCopy: false
            );
            var key = $"{nameof(ContactGroupOrganizers)} {Guid.NewGuid():n}";
            foreach (var address in await GetRecipientsAsync(group, ct))
                outbox.AddEmail($"{key} {address}", address, email);
            if (sender.IsVerified)
                outbox.AddEmail($"{key} copy", sender.Email, email with { IsCopy = true });
            return Unit.Value;
        }

        private Task<List<string>> GetRecipientsAsync(Group group, CancellationToken ct) =>
            data.Set<User>()
                .Where(u => u.DeletedAt == null && u.IsVerified && !u.IsBlocked)
                .Where(u =>
                    u.Id == group.UserId || data.Set<UsersGroupsRole>().Any(r => r.GroupId == group.Id && r.Accepted && r.UserId == u.Id)
                )
                .OrderByDescending(u => u.Id == group.UserId)
                .ThenBy(u => u.Id)
                .Take(MaxRecipients)
                .Select(u => u.Email)
                .ToListAsync(ct);
    }
}
