using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>The subject of events, e.g. music. Staff define the list.</summary>
[TokenModule(TokenModule.Shared)]
public sealed class EventTopic : Entity, ISoftDeleted, INamedWithSlug
{
    public string Name { get; set; } = "";

    /// <summary>The name in lower case with dashes; unique.</summary>
    public string Slug { get; set; } = "";

    public string? SystemImageUrl { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
