using OpenEvent.Application.Common;

namespace OpenEvent.Application.Program;

/// <summary>To those who spoke at an event, the day after its end.</summary>
[Recipient("Speaker")]
public sealed record AfterEventSpeaker(string Name, string EventName, string EventUrl) : Letter;
