using OpenEvent.Application.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>Renders a table as a PDF document on A4 pages. Deterministic, like <see cref="IPdfRenderer"/>.</summary>
public interface ITableRenderer
{
    /// <returns>A PDF 1.7 document.</returns>
    byte[] Render(TableDocument table);
}
