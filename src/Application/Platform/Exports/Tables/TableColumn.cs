namespace OpenEvent.Application.Platform;

/// <summary>A column of a table.</summary>
/// <param name="Width">Its share of the page: the widths of all columns together fill it.</param>
public sealed record TableColumn(string Heading, double Width);
