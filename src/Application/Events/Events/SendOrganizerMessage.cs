using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Identity;

namespace OpenEvent.Application.Events;

/// <summary>Sends a question to the owner and organizers of an event: see <see cref="OrganizerMessageSender"/>.</summary>
/// <param name="ClientAddress">The caller's IP address, for the rate limit.</param>
internal sealed record SendOrganizerMessage(ResourceKey Event, string? Message, string ClientAddress) : ICommand<Unit>
{
    private static readonly OrganizerMessageLimits Limits = OrganizerMessageLimits.Create("ask-organizers", "event");

    internal sealed class Rules : AbstractValidator<SendOrganizerMessage>
    {
        public Rules() => RuleFor(c => c.Message).IsOrganizerMessage();
    }

    internal sealed class Handler(
        IData data,
        IAuthorization authorization,
        EventFinder events,
        IFrontend frontend,
        OrganizerMessageSender sender
    ) : IRequestHandler<SendOrganizerMessage, Unit>
    {
        public async Task<Unit> Handle(SendOrganizerMessage command, CancellationToken ct)
        {
            authorization.Require(Decision.AllowIf(authorization.Actor.IsSignedIn, "Sign in to write to the organizers."));
            var e = await events.GetVisibleAsync(command.Event, ct);
            var link = await frontend.LinkAsync($"/e/{Uri.EscapeDataString(e.Identifier)}", ct);
            ContactOrganizers Create(User from, bool isCopy) =>
                new(e.Name, from.FullName ?? from.Email, from.Email, command.Message!.Trim(), link, isCopy);
            var team = await data.GetTeamAsync(e.Id, ct);
            List<string> recipients = [.. team.Where(m => m is { IsOrganizer: true, IsReachable: true }).Select(m => m.Email)];
            await sender.SendAsync(Limits, e.Id, command.ClientAddress, Create, recipients, ct);
            return Unit.Value;
        }
    }
}
