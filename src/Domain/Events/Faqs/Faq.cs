using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>A frequently asked question about an event, and its answer.</summary>
public sealed class Faq : EventContent, ISoftDeleted
{
    public string Question { get; set; } = "";

    public string Answer { get; set; } = "";

    public long? FaqTypeId { get; set; }

    public FaqType? FaqType { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
