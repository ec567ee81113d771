namespace OpenEvent.Application.Platform;

/// <summary>The rows of an export, for CSV and PDF.</summary>
internal interface IExportTable
{
    /// <summary>E.g. <c>attendees</c>: the kinds of the exports begin with it.</summary>
    string Name { get; }

    /// <inheritdoc cref="IExport.RequiredModules" />
    IReadOnlyList<string> RequiredModules { get; }

    Task<IReadOnlyList<ExportColumn>> GetColumnsAsync(ExportContext context, CancellationToken ct);

    /// <summary>The cells of each row, as many as there are columns.</summary>
    IAsyncEnumerable<string?[]> ReadAsync(ExportContext context, CancellationToken ct);
}
