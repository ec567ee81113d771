namespace OpenEvent.Application.Ticketing;

/// <summary>Renders badges as a PDF document, one on each page. Deterministic, like <see cref="IPdfRenderer"/>.</summary>
public interface IBadgeRenderer
{
    /// <param name="title">The title in the PDF's metadata.</param>
    /// <param name="ct">Is asked before each badge.</param>
    /// <returns>A PDF 1.7 document.</returns>
    byte[] Render(string title, IReadOnlyList<BadgeDocument> badges, CancellationToken ct);
}
