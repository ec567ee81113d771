namespace OpenEvent.Domain.Program;

/// <summary>What became of an invite to speak. A pending invite that has expired stays pending, and has no effect.</summary>
public enum SpeakerInviteStatus
{
    Pending,
    Accepted,
    Rejected,
}
