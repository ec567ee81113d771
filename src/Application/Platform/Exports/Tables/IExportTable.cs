namespace OpenEvent.Application.Platform;

/// <summary>The rows of an export, for CSV and PDF.</summary>
internal interface IExportTable
{
    /// <summary>E.g. <c>attendees</c>: the kinds of the exports begin with it.</summary>
    string Name { get; }

    /// <summary>The module of its rows: a token needs it.</summary>
    string TokenModule { get; }

    Task<IReadOnlyList<ExportColumn>> GetColumnsAsync(ExportContext context, CancellationToken ct);

    /// <summary>The cells of each row, as many as there are columns.</summary>
    IAsyncEnumerable<string?[]> ReadAsync(ExportContext context, CancellationToken ct);
}
