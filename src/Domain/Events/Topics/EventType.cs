using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>The format of events, e.g. conference. Staff define the list.</summary>
[TokenModule(TokenModule.Shared)]
public sealed class EventType : Entity, ISoftDeleted, INamedWithSlug
{
    public string Name { get; set; } = "";

    /// <summary>The name in lower case with dashes; unique.</summary>
    public string Slug { get; set; } = "";

    public DateTimeOffset? DeletedAt { get; set; }
}
