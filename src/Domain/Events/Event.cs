using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>Placeholder so that module Identity compiles; the lead's file replaces it.</summary>
public sealed class Event : Entity, ISoftDeleted
{
    public string Name { get; set; } = "";
    public string Identifier { get; set; } = "";
    public DateTimeOffset? DeletedAt { get; set; }
}
