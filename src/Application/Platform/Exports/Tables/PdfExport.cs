using OpenEvent.Application.Ticketing;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Platform;

/// <summary>Writes the main columns of a table as PDF. A document is built in memory, so the number of its rows is limited.</summary>
internal sealed class PdfExport(IExportTable table, ITableRenderer renderer) : IExport
{
    public const int MaxRows = 5_000;

    public string Kind => $"{table.Name}-pdf";

    public string FileName => $"{table.Name}.pdf";

    public string ContentType => "application/pdf";

    public IReadOnlyList<string> RequiredModules => table.RequiredModules;

    public async Task WriteAsync(ExportContext context, Stream target, ITaskProgress progress, CancellationToken ct)
    {
        var columns = await table.GetColumnsAsync(context, ct);
        var printed = Enumerable.Range(0, columns.Count).Where(i => columns[i].PdfWidth > 0).ToArray();
        var rows = new List<IReadOnlyList<string>>();
        await foreach (var cells in table.ReadAsync(context, ct))
        {
            if (rows.Count == MaxRows)
                throw RejectedException.Invalid($"There are more than {MaxRows} rows, too many for a PDF. Export them as CSV.");
            rows.Add([.. printed.Select(i => cells[i] ?? "")]);
        }

        var document = new TableDocument(
            context.Event is { } e ? EventDetails.Of(e) : null,
            table.Name,
            [.. printed.Select(i => new TableColumn(columns[i].Heading, columns[i].PdfWidth))],
            rows
        );
        await target.WriteAsync(renderer.Render(document), ct);
    }
}
