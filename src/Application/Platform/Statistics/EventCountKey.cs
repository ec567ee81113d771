namespace OpenEvent.Application.Platform;

/// <summary>What events are counted by.</summary>
internal enum EventCountKey
{
    EventType,
    EventTopic,
}
