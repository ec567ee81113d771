using System.Globalization;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Sends a question to the owner and the organizers of a group: see <see cref="OrganizerMessageSender"/>.</summary>
/// <param name="ClientAddress">The caller's IP address, for the rate limit.</param>
internal sealed record SendGroupMessage(ResourceKey Group, string? Message, string ClientAddress) : ICommand<Unit>
{
    /// <summary>One question makes at most this many e-mails. The owner always gets one.</summary>
    private const int MaxRecipients = 100;

    private static readonly OrganizerMessageLimits Limits = OrganizerMessageLimits.Create("ask-group", "group");

    internal sealed class Rules : AbstractValidator<SendGroupMessage>
    {
        public Rules() => RuleFor(c => c.Message).IsOrganizerMessage();
    }

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        ResourceCatalog catalog,
        IFrontend frontend,
        OrganizerMessageSender sender
    ) : IRequestHandler<SendGroupMessage, Unit>
    {
        public async Task<Unit> Handle(SendGroupMessage command, CancellationToken ct)
        {
            authorization.Require(Decision.AllowIf(authorization.Actor.IsSignedIn, "Sign in to write to the organizers."));
            var group = await data.GetGroupAsync(command.Group, catalog, ct);
            var link = await frontend.LinkAsync(string.Create(CultureInfo.InvariantCulture, $"/g/{group.Id}"), ct);
            ContactGroupOrganizers Create(User from, bool isCopy) =>
                new(group.Name, from.FullName ?? from.Email, from.Email, command.Message!.Trim(), link, isCopy);
            await sender.SendAsync(Limits, group.Id, command.ClientAddress, Create, await GetRecipientsAsync(group, ct), ct);
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
