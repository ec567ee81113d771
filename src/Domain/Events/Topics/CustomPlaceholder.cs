using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>A picture that clients show for events of a sub-topic without a picture. A sub-topic has at most one.</summary>
[TokenModule(TokenModule.Shared)]
public sealed class CustomPlaceholder : Entity
{
    public string Name { get; set; } = "";

    public string OriginalImageUrl { get; set; } = "";

    public string? IconImageUrl { get; set; }

    public string? ThumbnailImageUrl { get; set; }

    public string? LargeImageUrl { get; set; }

    /// <summary>The source of the picture.</summary>
    public string? Origin { get; set; }

    public string? Copyright { get; set; }

    public long? EventSubTopicId { get; set; }

    public EventSubTopic? EventSubTopic { get; set; }
}
