using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;
using OpenEvent.Application.Events;
using OpenEvent.Application.Resources.Handlers;
using OpenEvent.Domain.Events;

namespace OpenEvent.Application.Platform;

/// <summary>Starts an export of an event, as a task of the caller.</summary>
/// <param name="Kind">See <see cref="IExport.Kind"/>.</param>
internal sealed record StartExport(ResourceKey Event, string Kind, string? Status, MediaSelection Media) : ICommand<Guid>
{
    internal sealed class Rules : AbstractValidator<StartExport>
    {
        public Rules() => RuleFor(e => e.Status).IsStatusOf(e => e.Kind);
    }

    internal sealed class Handler(EventFinder events, ExportStarter exports) : IRequestHandler<StartExport, Guid>
    {
        public async Task<Guid> Handle(StartExport command, CancellationToken ct)
        {
            var (e, _) = await events.RequireAsync(command.Event, EventPolicy.Export, ct);
            return await exports.StartAsync(command.Kind, new ExportTaskHandler.Parameters(e.Id, command.Status, command.Media), ct);
        }
    }
}
