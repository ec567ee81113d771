using OpenEvent.Application.Resources.Query;
using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Handlers;

/// <summary>Rows for one document, with what they include and who reads it.</summary>
/// <param name="Total">Rows in the whole list.</param>
internal sealed record Page<T>(IReadOnlyList<T> Rows, long Total, IncludedRows Included, Actor Actor);
