using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>Starts a task that renders the badge of one attendee, for the event team.</summary>
/// <param name="AttendeeId">Null: the request has no valid id.</param>
/// <param name="Fields">The fields to print, separated by commas; quotation marks are ignored. Null: all.</param>
[TokenModule(TokenModule.Attendees)]
internal sealed record StartBadgePrint(long? AttendeeId, string? Fields) : ICommand<Guid>
{
    internal sealed class Rules : AbstractValidator<StartBadgePrint>
    {
        public Rules() => RuleFor(c => c.Fields).MaximumLength(2_000).At("?list_field_show");
    }

    internal sealed class Handler(IData data, IAuthorization authorization, BadgeReader badges, TaskStarter tasks)
        : IRequestHandler<StartBadgePrint, Guid>
    {
        private static readonly AttendeePolicy Policy = new();

        public async Task<Guid> Handle(StartBadgePrint command, CancellationToken ct)
        {
            authorization.RequireSignIn("Co-organizer access is required.");
            var attendee = await data.Set<Attendee>()
                .AsNoTracking()
                .Include(a => a.Ticket)
                .Where(Policy.Visible(authorization.Actor))
                .SingleOrDefaultAsync(a => a.Id == command.AttendeeId && a.DeletedAt == null && a.Event.DeletedAt == null, ct)
                ?? throw RejectedException.NotFound("attendee", $"{command.AttendeeId}");
            authorization.Require(AttendeePolicy.PrintBadge(authorization.Actor, attendee));
            await badges.LoadAsync(attendee, ct);
            var work = new PrintBadge.Parameters(attendee.Id, command.Fields is null ? null : Split(command.Fields));
            return (await tasks.StartAsync(PrintBadge.Kind, work, ct)).Key;
        }

        private static string[] Split(string fields) =>
            fields
                .Replace("'", "", StringComparison.Ordinal)
                .Replace("\"", "", StringComparison.Ordinal)
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}
