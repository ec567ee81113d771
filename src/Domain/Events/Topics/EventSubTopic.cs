using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>A subcategory of an <see cref="EventTopic"/>.</summary>
[TokenModule(TokenModule.Shared)]
public sealed class EventSubTopic : Entity, INamedWithSlug
{
    public string Name { get; set; } = "";

    /// <summary>The name in lower case with dashes; unique in its topic.</summary>
    public string Slug { get; set; } = "";

    public long EventTopicId { get; set; }

    public EventTopic EventTopic { get; set; } = null!;
}
