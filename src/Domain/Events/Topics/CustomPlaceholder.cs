using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>A picture that clients show for events of a sub-topic that have none of their own: at most one for each sub-topic.</summary>
public sealed class CustomPlaceholder : Entity
{
    public string Name { get; set; } = "";

    public string OriginalImageUrl { get; set; } = "";

    public string? IconImageUrl { get; set; }

    public string? ThumbnailImageUrl { get; set; }

    public string? LargeImageUrl { get; set; }

    /// <summary>Where the picture is from.</summary>
    public string? Origin { get; set; }

    public string? Copyright { get; set; }

    public long? EventSubTopicId { get; set; }

    public EventSubTopic? EventSubTopic { get; set; }
}
