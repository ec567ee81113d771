namespace OpenEvent.Domain.Common;

/// <summary>What a user is to an event. The wire names are the reference's (<c>spec/openevent/permissions.md</c> §1).</summary>
public enum TeamRole
{
    Owner,
    Organizer,
    Coorganizer,
    TrackOrganizer,
    Moderator,
    Registrar,
}
