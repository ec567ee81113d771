using System.Text;
using CsvHelper;

namespace OpenEvent.Application.Platform;

/// <summary>
/// Writes a table as CSV (RFC 4180) in UTF-8 with a byte order mark, which spreadsheets need. An apostrophe is put before user input that a
/// spreadsheet would execute as a formula.
/// </summary>
internal sealed class CsvExport(IExportTable table) : IExport
{
    private static readonly CsvWriterOptions Format = new() { Injection = CsvInjection.Escape };

    public string Kind => $"{table.Name}-csv";

    public string FileName => $"{table.Name}.csv";

    public string ContentType => "text/csv; charset=utf-8";

    public IReadOnlyList<string> RequiredModules => table.RequiredModules;

    public async Task WriteAsync(ExportContext context, Stream target, ITaskProgress progress, CancellationToken ct)
    {
        await using var text = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var csv = CsvWriter.Create(text, Format);
        foreach (var column in await table.GetColumnsAsync(context, ct))
            csv.WriteField(column.Heading, CsvQuoting.WhenNeeded);
        csv.EndRecord();
        var rows = 0L;
        await foreach (var cells in table.ReadAsync(context, ct))
        {
            // Some spreadsheets take an unquoted text for a number or a date.
            foreach (var cell in cells)
                csv.WriteField(cell, string.IsNullOrEmpty(cell) ? CsvQuoting.WhenNeeded : CsvQuoting.Always);
            csv.EndRecord();
            if (++rows % KeysetBatches.Size == 0)
                await progress.ReportAsync(rows, ct);
        }
    }
}
