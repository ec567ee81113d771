namespace OpenEvent.Domain.Events;

/// <summary>A heading that an event groups its FAQs under; its name is unique in the event, compared trimmed and without case.</summary>
public sealed class FaqType : EventContent
{
    public string Name { get; set; } = "";
}
