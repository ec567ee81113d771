using OpenEvent.Domain.Common;

namespace OpenEvent.Application.Resources.Query;

/// <summary>The id of a row, as a field that filters compare.</summary>
internal static class IdField<T>
    where T : Entity
{
    public static readonly StoredField<T, long> Instance = new(typeof(Entity).GetProperty(nameof(Entity.Id))!, null);
}
