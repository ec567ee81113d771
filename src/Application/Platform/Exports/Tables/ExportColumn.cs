namespace OpenEvent.Application.Platform;

/// <summary>A column of an export.</summary>
/// <param name="PdfWidth">Its share of the width of a page; 0: the PDF does not have it.</param>
internal sealed record ExportColumn(string Heading, double PdfWidth = 0);
