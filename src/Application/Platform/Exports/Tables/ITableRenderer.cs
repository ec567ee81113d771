using OpenEvent.Application.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>Renders a table as a PDF document on A4 pages. Deterministic, like <see cref="IPdfRenderer"/>.</summary>
public interface ITableRenderer
{
    /// <returns>A PDF 1.7 document.</returns>
    byte[] Render(TableDocument table);
}

/// <summary>The content of a table.</summary>
/// <param name="Heading">What the rows are, e.g. <c>attendees</c>.</param>
/// <param name="Rows">As many cells as columns. Long texts are shortened.</param>
public sealed record TableDocument(
    EventDetails Event,
    string Heading,
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows
);

/// <summary>A column of a table.</summary>
/// <param name="Width">Its share of the page: the widths of all columns together fill it.</param>
public sealed record TableColumn(string Heading, double Width);
