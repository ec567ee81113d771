namespace OpenEvent.Domain.Program;

public enum SpeakerInviteStatus
{
    Pending,
    Accepted,
    Rejected,
}
