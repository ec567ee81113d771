using FluentValidation;
using MediatR;
using OpenEvent.Application.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Starts the export of the sales of all events, for staff.</summary>
/// <param name="Kind"><see cref="SalesTable.CsvKind"/> or <see cref="SalesTable.PdfKind"/>.</param>
/// <param name="Status">Which events: live, past, draft or all.</param>
internal sealed record StartSalesExport(string Kind, string? Status) : ICommand<Guid>
{
    internal sealed class Rules : AbstractValidator<StartSalesExport>
    {
        public Rules() => RuleFor(e => e.Status).IsStatusOf(e => e.Kind);
    }

    internal sealed class Handler(IAuthorization authorization, ExportStarter exports) : IRequestHandler<StartSalesExport, Guid>
    {
        public async Task<Guid> Handle(StartSalesExport command, CancellationToken ct)
        {
            authorization.RequireStaff();
            return await exports.StartAsync(command.Kind, new ExportTaskHandler.Parameters(null, command.Status, new()), ct);
        }
    }
}
