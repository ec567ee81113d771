namespace OpenEvent.Application.Platform;

/// <summary>A column of an export, and how it formats a row.</summary>
/// <param name="PdfWidth">Its share of the width of a page; 0: the PDF does not have it.</param>
internal sealed record TableField<TRow>(string Heading, Func<TRow, string?> Format, double PdfWidth = 0);
