namespace OpenEvent.Domain.Events;

/// <summary>A category of an event's FAQs. Its name is unique in the event, ignoring case and surrounding spaces.</summary>
public sealed class FaqType : EventContent
{
    public string Name { get; set; } = "";
}
