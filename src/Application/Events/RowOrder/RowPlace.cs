namespace OpenEvent.Application.Events;

/// <summary>The place of a row in the list of its event.</summary>
/// <param name="Id">Null: missing in the request, or not an integer.</param>
/// <param name="Place">Null: missing in the request, or not an integer.</param>
internal sealed record RowPlace(long? Id, int? Place);
