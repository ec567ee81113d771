using OpenEvent.Application.Ticketing;

namespace OpenEvent.Application.Platform;

/// <summary>The content of a table.</summary>
/// <param name="Event">Null: the rows are of all events.</param>
/// <param name="Heading">What the rows are, e.g. <c>attendees</c>.</param>
/// <param name="Rows">As many cells as columns. Long texts are shortened.</param>
public sealed record TableDocument(
    EventDetails? Event,
    string Heading,
    IReadOnlyList<TableColumn> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows
);
