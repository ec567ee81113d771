using System.Runtime.CompilerServices;

namespace OpenEvent.Application.Platform;

/// <summary>A table whose columns format its rows.</summary>
internal abstract class ExportTable<TRow> : IExportTable
{
    public abstract string Name { get; }

    public abstract IReadOnlyList<string> RequiredModules { get; }

    public async Task<IReadOnlyList<ExportColumn>> GetColumnsAsync(ExportContext context, CancellationToken ct) =>
        [.. (await GetFieldsAsync(context, ct)).Select(f => new ExportColumn(f.Heading, f.PdfWidth))];

    public async IAsyncEnumerable<string?[]> ReadAsync(ExportContext context, [EnumeratorCancellation] CancellationToken ct)
    {
        var fields = await GetFieldsAsync(context, ct);
        await foreach (var row in ReadRowsAsync(context, ct))
            yield return [.. fields.Select(f => f.Format(row))];
    }

    protected abstract Task<IReadOnlyList<TableField<TRow>>> GetFieldsAsync(ExportContext context, CancellationToken ct);

    protected abstract IAsyncEnumerable<TRow> ReadRowsAsync(ExportContext context, CancellationToken ct);
}
