using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>The content of one document.</summary>
/// <param name="Total">The number of rows in the whole list.</param>
/// <param name="Included">The included rows.</param>
/// <param name="Actor">The actor with whose permissions the document is written.</param>
internal sealed record Page<T>(IReadOnlyList<T> Rows, long Total, IncludedRows Included, Actor Actor);
