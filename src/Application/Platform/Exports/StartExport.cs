using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OpenEvent.Application.Common;
using OpenEvent.Application.Resources;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Common;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Starts an export of an event, as a task of the caller.</summary>
/// <param name="Kind">See <see cref="IExport.Kind"/>.</param>
internal sealed record StartExport(ResourceKey Event, string Kind, string? Status, MediaSelection Media) : ICommand<Guid>
{
    internal sealed class Rules : AbstractValidator<StartExport>
    {
        public Rules() =>
            RuleFor(e => e.Status)
                .Must((export, status) => ExportStatus.IsValid(export.Kind, status))
                .WithMessage(export => $"Must be one of: {string.Join(", ", ExportStatus.Of(export.Kind).Prepend(ExportStatus.All))}.")
                .At("/status");
    }

    internal sealed class Handler(IData data, IAuthorization authorization, ResourceCatalog catalog, TaskStarter tasks)
        : IRequestHandler<StartExport, Guid>
    {
        public async Task<Guid> Handle(StartExport command, CancellationToken ct)
        {
            authorization.RequireSignIn("Co-organizer access is required.");
            var events = catalog.Of<Event>();
            var e = await data.Set<Event>()
                .AsNoTracking()
                .Where(command.Event.Matches(events))
                .Where(events.VisibleTo(authorization.Actor, trashed: false))
                .SingleOrDefaultAsync(ct)
                ?? throw RejectedException.NotFound(events.Type, command.Event.Text);
            authorization.Require(EventPolicy.Export(authorization.Actor, e));
            var task = await tasks.StartAsync(command.Kind, new ExportTaskHandler.Parameters(e.Id, command.Status, command.Media), ct);
            return task.Key;
        }
    }
}
