using OpenEvent.Domain.Common;

namespace OpenEvent.Domain.Events;

/// <summary>A question that visitors of an event ask, and its answer.</summary>
public sealed class Faq : EventContent, ISoftDeleted
{
    public string Question { get; set; } = "";

    public string Answer { get; set; } = "";

    public long? FaqTypeId { get; set; }

    public FaqType? FaqType { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
}
